package gossip.system;

import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.protocol.Address;
import java.io.IOException;
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
     * acknowledged.
     *
     * @param pause the time between two messages
     */
    void start(Address peer, Duration pause) {
        stopping = false;
        threads.add(Thread.ofVirtual().start(() -> {
            try (RawClient client = new RawClient(peer)) {
                String answer = "";
                while (answer != null && !stopping) {
                    answer = client.send("PUBLISH text\n").line();
                    if (answer != null && answer.startsWith(PUBLISHED)) {
                        acknowledged.add(answer.substring(PUBLISHED.length()));
                    }
                    ProcessNetwork.pause(pause);
                }
            } catch (IOException | InterruptedException e) {
                // The process was killed.
                return;
            }
        }));
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
