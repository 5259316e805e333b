package gossip.eventlog;

import gossip.node.PeerListener;
import gossip.node.SeedListener;
import gossip.protocol.Address;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A listener that logs each event of a node, up to the event that the node has stopped. It adds what a node does not
 * know: the process id and the local time. Thread-safe.
 */
final class EventLogger implements PeerListener, SeedListener {

    private static final DateTimeFormatter REPORT_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss.SSS", Locale.ROOT);
    private static final long PID = ProcessHandle.current().pid();

    private final NodeLogger logger;
    private final BadInputLimit badInputs;
    private final NodeNames names;
    /** A lock, not a monitor: a thread that waits for a slow file must not pin its carrier thread on older JDKs. */
    private final ReentrantLock lock = new ReentrantLock();
    private boolean stopped;

    EventLogger(NodeLogger logger, BadInputLimit badInputs, NodeNames names) {
        this.logger = logger;
        this.badInputs = badInputs;
        this.names = names;
    }

    @Override
    public boolean wantsEvents() {
        return true;
    }

    @Override
    public void event(String name, Object... keysAndValues) {
        lock.lock();
        try {
            if (!stopped) {
                log(name, keysAndValues);
            }
        } finally {
            lock.unlock();
        }
    }

    private void log(String name, Object... keysAndValues) {
        switch (name) {
            case "BAD_INPUT" -> badInputs.badInput((String) keysAndValues[1], (String) keysAndValues[3]);
            case "PING_SENT", "PEER_LIST_SENT" -> {
                badInputs.logCounted();
                logger.log(name, keysAndValues);
            }
            case "PEER_STARTED" -> {
                names.put(logger.self(), (String) keysAndValues[1]);
                logger.log(name, with(keysAndValues, "pid", PID));
            }
            case "SEED_STARTED" -> logger.log(name, with(keysAndValues, "pid", PID));
            case "PEER_STOPPED", "SEED_STOPPED" -> {
                stopped = true;
                badInputs.logCountedNow();
                logger.log(name, keysAndValues);
            }
            case "DEATH_REPORTED" -> {
                boolean sent = keysAndValues[0].equals("seed");
                logger.log(name, sent ? with(keysAndValues, "report", report((Address) keysAndValues[3]))
                        : keysAndValues);
            }
            default -> logger.log(name, keysAndValues);
        }
    }

    @Override
    public void named(Address peer, String name) {
        names.put(peer, name);
    }

    private static Object[] with(Object[] keysAndValues, String key, Object value) {
        Object[] all = Arrays.copyOf(keysAndValues, keysAndValues.length + 2);
        all[keysAndValues.length] = key;
        all[keysAndValues.length + 1] = value;
        return all;
    }

    /** Returns a death report in the form of the specification. */
    private String report(Address peer) {
        return "Dead Node:" + peer + ":" + REPORT_TIME.format(LocalDateTime.now()) + ":" + logger.self().host();
    }
}
