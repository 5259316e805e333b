package gossip.eventlog;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.util.FileSize;
import gossip.peer.PeerEvents;
import gossip.protocol.Address;
import gossip.seed.SeedEvents;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.LoggerFactory;

/**
 * Where the events of a process go: appended to a file and printed on the console. Each line is one write to a file
 * opened for appending, so lines of many processes in one file are never torn. Thread-safe.
 */
public final class EventLog implements AutoCloseable {

    /** Holds the longest line there can be, so that a line is never written in two. */
    private static final FileSize LINE_BUFFER = new FileSize(64 << 10);

    private final Logger logger;

    private EventLog(Logger logger) {
        this.logger = logger;
    }

    /** @throws IOException when the file cannot be appended to */
    public static EventLog open(Path file) throws IOException {
        requireAppendable(file);
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Logger logger = context.getLogger("gossip");
        logger.setLevel(Level.INFO);
        FileAppender<ILoggingEvent> toFile = new FileAppender<>();
        toFile.setContext(context);
        toFile.setFile(file.toString());
        toFile.setBufferSize(LINE_BUFFER);
        ConsoleAppender<ILoggingEvent> toConsole = new ConsoleAppender<>();
        attach(context, logger, toFile);
        attach(context, logger, toConsole);
        return new EventLog(logger);
    }

    private static void requireAppendable(Path file) throws IOException {
        try (OutputStream probe = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            probe.flush();
        } catch (IOException e) {
            throw new IOException("cannot write the event log to " + file + ": " + e, e);
        }
    }

    private static void attach(LoggerContext context, Logger logger, OutputStreamAppender<ILoggingEvent> appender) {
        LogfmtEncoder encoder = new LogfmtEncoder();
        encoder.setContext(context);
        encoder.start();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.start();
        logger.addAppender(appender);
    }

    public PeerEvents ofPeer(Address self) {
        return new PeerLog(new Teller(logger, "PEER", self));
    }

    public SeedEvents ofSeed(Address self) {
        return new SeedLog(new Teller(logger, "SEED", self));
    }

    /** An error that is ours, with its stack on the same line. */
    public void fault(String doing, Throwable cause) {
        logger.error(doing, cause);
    }

    /** Everything told so far is in the file when this returns; nothing is written after it. */
    @Override
    public void close() {
        logger.detachAndStopAllAppenders();
    }
}
