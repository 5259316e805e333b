package gossip.eventlog;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import gossip.node.PeerListener;
import gossip.node.SeedListener;
import gossip.protocol.Address;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * Where the events of a process go: appended to a file and printed on the console. Thread-safe.
 *
 * <pre>
 * nodes' threads       thread "event log"            thread "console"
 * event ──► EventQueue ──────► LogWriter, lines ──► file
 *                                       └─────────► Console ──────► standard output
 * </pre>
 *
 * <p>A line is on its way to the file within some 50 ms, in a batch that is one write to a file opened for
 * appending, so lines of many processes in one file are never torn. A file slower than the events is waited for, by
 * whoever tells one; the console never is. Ctrl+C and every other end that closes the log lose nothing; a process that
 * is killed ({@code kill -9}) or crashes takes the lines of its last moment with it, and what a full disk does not take
 * is told (see {@link LogFile}).
 */
public final class EventLog implements AutoCloseable {

    /** The one thing that a console which takes nothing does delay is the end of the process. */
    private static final Duration CONSOLE_PATIENCE = Duration.ofSeconds(1);

    private final Logger logger;
    private final EventQueue queue;
    private final ConsoleWriter console;
    private final Thread writing;
    private final Thread printing;

    private EventLog(Logger logger, EventQueue queue, LogFile file, ConsoleWriter console) {
        this.logger = logger;
        this.queue = queue;
        this.console = console;
        printing = Thread.ofPlatform().daemon().name("console").start(console);
        writing = Thread.ofPlatform().daemon().name("event log").start(new LogWriter(queue, file, console));
    }

    /** @throws IOException when the file cannot be appended to */
    public static EventLog open(Path file) throws IOException {
        return open(file, new ConsoleAppender<>());
    }

    static EventLog open(Path file, OutputStreamAppender<byte[]> toConsole) throws IOException {
        OutputStream out = append(file);
        // Our own, not the one that slf4j would find by looking into every jar, and configure from what lies there.
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter()); // not used, yet no event goes without
        start(toConsole, context);
        EventQueue queue = new EventQueue();
        queue.setContext(context);
        queue.start();
        Logger logger = context.getLogger("gossip");
        logger.setLevel(Level.INFO);
        logger.addAppender(queue);
        ConsoleWriter console = new ConsoleWriter(toConsole, file);
        return new EventLog(logger, queue, new LogFile(out, file, console), console);
    }

    private static OutputStream append(Path file) throws IOException {
        try {
            return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new IOException("cannot write the event log to " + file + ": " + e, e);
        }
    }

    private static void start(OutputStreamAppender<byte[]> appender, LoggerContext context) {
        RawBytesEncoder encoder = new RawBytesEncoder();
        encoder.setContext(context);
        encoder.start();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.start();
    }

    public PeerListener ofPeer(Address self) {
        return new PeerEventLogger(new NodeLogger(logger, "PEER", self));
    }

    public SeedListener ofSeed(Address self) {
        return new SeedEventLogger(new NodeLogger(logger, "SEED", self));
    }

    /** An error that is ours, with its stack on the same line. */
    public void fault(String doing, Throwable cause) {
        logger.error(doing, cause);
    }

    /**
     * Everything told so far is in the file when this returns, and nothing is written there after it. The console has a
     * second to take what it has not yet.
     */
    @Override
    public void close() {
        logger.detachAppender(queue);
        queue.stop();
        try {
            writing.join();
            console.close();
            printing.join(CONSOLE_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
