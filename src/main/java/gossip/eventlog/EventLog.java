package gossip.eventlog;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import gossip.node.PeerListener;
import gossip.node.SeedListener;
import gossip.protocol.Address;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The event log of a process. It appends events to a file and prints them on the console. Thread-safe.
 *
 * <p>An event is in the file about 50 ms after it was logged. If the file is slower than the events, the threads that
 * log events wait. They wait neither for a file that hangs, as {@link EventQueue} states, nor for the console. Ctrl+C
 * and every other end that calls {@link #close} lose no event. A process that is killed ({@code kill -9}) or crashes
 * loses the events of the last moment. {@link LogFile} states what happens when the disk is full.
 */
public final class EventLog implements AutoCloseable {

    /** Maximum time that a file that does not accept lines delays the end of the process. */
    private static final Duration FILE_TIMEOUT = Duration.ofSeconds(5);
    /** Maximum time that a blocked console delays the end of the process. */
    private static final Duration CONSOLE_TIMEOUT = Duration.ofSeconds(1);

    private final Logger logger;
    private final EventQueue queue;
    private final ConsoleWriter console;
    private final NodeNames names;
    private final Thread consoleThread;
    private final Thread writerThread;

    private EventLog(Logger logger, LogFile file, OutputFormat format, Optional<ConsoleEncoder> consoleEncoder,
            ConsoleWriter console, NodeNames names) {
        this.logger = logger;
        this.console = console;
        this.names = names;
        queue = new EventQueue(format.encoder(), consoleEncoder);
        queue.setContext(logger.getLoggerContext());
        queue.start();
        logger.addAppender(queue);
        console.watch(file::blockedNotice);
        consoleThread = Thread.ofPlatform().daemon().name("console").start(console);
        writerThread = Thread.ofPlatform().daemon().name("event log")
                .start(new LogWriter(queue, consoleEncoder.isEmpty(), file, console));
    }

    /**
     * Opens the log without a limit of its size, and starts its threads.
     *
     * @param file created if it does not exist
     * @throws IOException if the file cannot be opened for appending
     */
    public static EventLog open(Path file) throws IOException {
        return open(file, Long.MAX_VALUE, OutputFormat.LOGFMT, ConsoleSettings.RAW);
    }

    /**
     * Opens the log and starts its threads.
     *
     * @param file created if it does not exist
     * @param maxSize bytes above which the file is rotated, or {@link Long#MAX_VALUE}; three rotated files are kept
     * @throws IOException if the file cannot be opened for appending
     */
    public static EventLog open(Path file, long maxSize, OutputFormat format, ConsoleSettings settings)
            throws IOException {
        return open(file, maxSize, format, settings, System.out);
    }

    static EventLog open(Path file, long maxSize, OutputFormat format, ConsoleSettings settings, PrintStream out)
            throws IOException {
        boolean raw = settings.mode() == ConsoleMode.RAW;
        NodeNames names = new NodeNames();
        ConsoleEncoder sentences = new ConsoleEncoder(settings.mode(), settings.colors(), names);
        ConsoleWriter console = new ConsoleWriter(out, file, raw ? format.encoder()
                : new ConsoleEncoder(settings.mode(), settings.colors(), names), settings.typedLine());
        LogFile logFile = LogFile.open(file, maxSize, format.encoder(), console);
        // A private context. The one of slf4j would search the class path for a configuration and use it.
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter()); // logback requires one for each event
        Logger logger = context.getLogger("gossip");
        logger.setLevel(Level.INFO);
        return new EventLog(logger, logFile, format, raw ? Optional.empty() : Optional.of(sentences), console, names);
    }

    public PeerListener ofPeer(Address self) {
        NodeLogger node = new NodeLogger(logger, "PEER", self);
        return new EventLogger(node, new BadInputLimit(node, System::nanoTime), names);
    }

    public SeedListener ofSeed(Address self) {
        NodeLogger node = new NodeLogger(logger, "SEED", self);
        return new EventLogger(node, new BadInputLimit(node, System::nanoTime), names);
    }

    /** Returns a node as a person knows it: the name before the address, or the address alone. */
    public String named(Address node) {
        String name = names.of(node.toString());
        return name.equals(node.toString()) ? name : name + " " + node;
    }

    /** Returns the address of the only node that had this name, also if it is gone. Returns any other text as it is. */
    public String addressOf(String name) {
        return names.addressOf(name);
    }

    /** Logs what the user should know about the process. */
    public void notice(String text) {
        logger.callAppenders(NodeEvent.notice("process", "NOTICE", "text", text));
    }

    /** Logs an internal error of this program, with its stack trace on the same line. */
    public void fault(String doing, Throwable cause) {
        logger.error(doing, cause);
    }

    /**
     * Writes all events logged so far to the file and closes it. Waits at most 5 s for a file that does not accept
     * lines, and at most one more second for the console.
     */
    @Override
    public void close() {
        logger.detachAppender(queue);
        queue.stop();
        try {
            if (!writerThread.join(FILE_TIMEOUT)) {
                console.print(NodeEvent.notice("file", "FILE_FAILED", "reason",
                        "the file has accepted nothing for 5 s; the last lines are missing"));
            }
            console.close();
            consoleThread.join(CONSOLE_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
