package gossip.system;

import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.protocol.Address;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Clients that publish at peers, and the ids of the messages that the peers acknowledged. */
final class Publishers {

    private static final String PUBLISHED = "PUBLISHED ";

    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;

    Collection<String> acknowledged() {
        return acknowledged;
    }

    /** Publishes one message. */
    void publish(Address peer) throws IOException {
        String reply = reply(peer, "PUBLISH text");
        assertTrue(reply.startsWith(PUBLISHED), reply);
        acknowledged.add(reply.substring(PUBLISHED.length()));
    }

    /**
     * Publishes at a peer until {@link #stop} or the end of its process. Each message follows when the one before it is
     * acknowledged, on a new connection, because a peer closes an idle one after 0.5 s.
     *
     * @param interval the time from one message to the next one, unless the acknowledgement takes longer
     */
    void start(Address peer, Duration interval) {
        stopping = false;
        threads.add(Thread.ofVirtual().start(() -> {
            try {
                long begin = System.nanoTime();
                while (!stopping && publishOnce(peer)) {
                    ProcessNetwork.pause(interval.minusNanos(System.nanoTime() - begin));
                    begin = System.nanoTime();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    /** Returns false if the process of the peer has ended. */
    private boolean publishOnce(Address peer) {
        try {
            String reply = reply(peer, "PUBLISH text");
            if (reply.startsWith(PUBLISHED)) {
                acknowledged.add(reply.substring(PUBLISHED.length()));
            }
            return true;
        } catch (SocketTimeoutException e) {
            // The peer may be slow while many processes start.
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Waits until no message is in flight. */
    void stop() throws InterruptedException {
        stopping = true;
        for (Thread thread : threads) {
            thread.join();
        }
        threads.clear();
    }

    /** Returns the first line of the answer. */
    static String reply(Address node, String request) throws IOException {
        try (RawClient client = new RawClient(node)) {
            return String.valueOf(client.send(request + "\n").line());
        }
    }
}
