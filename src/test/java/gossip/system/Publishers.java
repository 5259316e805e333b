package gossip.system;

import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.protocol.Address;
import java.io.EOFException;
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
    /** Messages of one publisher that are not acknowledged yet. */
    private static final int MAX_IN_FLIGHT = 20;

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
     * Publishes at a peer until {@link #stop} or the end of its process.
     *
     * @param interval the time from one message to the next one, whether or not the first one is acknowledged; if it is
     *     zero, each message follows the acknowledgement of the one before
     */
    void start(Address peer, Duration interval) {
        stopping = false;
        threads.add(Thread.ofVirtual().start(() -> {
            try {
                boolean isRunning = true;
                while (isRunning && !stopping) {
                    isRunning = publishOnOneConnection(peer, interval);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    /** Publishes until the peer closes the connection. Returns false if the process of the peer has ended. */
    private boolean publishOnOneConnection(Address peer, Duration interval) throws InterruptedException {
        try (RawClient client = new RawClient(peer)) {
            try {
                publish(client, interval);
            } catch (IOException e) {
                // The peer has closed the connection, because it was idle for 0.5 s or because the process has ended.
                return true;
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void publish(RawClient client, Duration interval) throws IOException, InterruptedException {
        int window = interval.isZero() ? 1 : MAX_IN_FLIGHT;
        int inFlight = 0;
        long due = System.nanoTime();
        while (!stopping) {
            client.send("PUBLISH text\n");
            inFlight++;
            while (inFlight == window || inFlight > 0 && client.isReady()) {
                readReply(client);
                inFlight--;
            }
            due += interval.toNanos();
            ProcessNetwork.pause(Duration.ofNanos(due - System.nanoTime()));
        }
        for (; inFlight > 0; inFlight--) {
            readReply(client);
        }
    }

    private void readReply(RawClient client) throws IOException {
        String reply = client.line();
        if (reply == null) {
            throw new EOFException("the peer has closed the connection");
        }
        if (reply.startsWith(PUBLISHED)) {
            acknowledged.add(reply.substring(PUBLISHED.length()));
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
