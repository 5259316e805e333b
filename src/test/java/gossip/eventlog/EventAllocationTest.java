package gossip.eventlog;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import com.sun.management.ThreadMXBean;
import gossip.node.PeerListener;
import gossip.protocol.Address;
import gossip.protocol.MessageId;
import gossip.protocol.Origin;
import gossip.protocol.Utf8String;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An event of the message path creates one short-lived object in the log, and no text. */
class EventAllocationTest {

    /** Two events each. So many fill a buffer to the size at which it is fetched at once. */
    private static final int MESSAGES = 2_000;
    /** The size of a {@link NodeEvent}. The array of keys and values, which the caller makes, is not included. */
    private static final int EVENT_BYTES = 40;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final MessageId id = new MessageId(new Origin(new Address("10.0.0.7", 7000), 1_763_815_201_123L), 12_345);
    private final Object[] received = {"id", id, "from", new Address("10.0.0.8", 7000), "hops", 3,
        "message", Utf8String.of("[2026-02-26 19->39.24]:127.0.0.1: Message 0 [Hello from ada]")};
    private final Object[] forwarded = {"id", id, "to", 3};

    @Test
    void a_received_and_a_forwarded_message_allocate_nothing_but_their_events() {
        EventQueue queue = new EventQueue(new LogfmtEncoder(), Optional.empty());
        queue.start();
        Logger logger = new LoggerContext().getLogger("gossip");
        logger.addAppender(queue);
        NodeLogger node = new NodeLogger(logger, "PEER", new Address("10.0.0.9", 7000));
        PeerListener listener = new EventLogger(node, new BadInputLimit(node, System::nanoTime), new NodeNames());
        long leastBytes = Long.MAX_VALUE;
        for (int round = 0; round < 10; round++) {
            // The buffers grow in the first rounds. The clock makes its texts again in some of them.
            leastBytes = Math.min(leastBytes, bytesOfEvents(listener));
            queue.fetch();
        }
        long perEvent = leastBytes / (2 * MESSAGES);
        assertTrue(perEvent <= EVENT_BYTES, () -> perEvent + " B for an event");
    }

    private long bytesOfEvents(PeerListener listener) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < MESSAGES; i++) {
            listener.event("GOSSIP_RECEIVED", received);
            listener.event("GOSSIP_FORWARDED", forwarded);
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
