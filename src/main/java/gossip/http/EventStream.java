package gossip.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A stream of server-sent events to any number of clients (the EventSource of browsers).
 *
 * <p>Each client has a bounded queue. A client whose queue is full, or that reads nothing for a time, is disconnected,
 * so a slow or stopped browser delays no other client. It connects again and starts with a new snapshot.
 * Thread-safe.
 */
public final class EventStream {

    /** Events that wait for one client. */
    private static final int CAPACITY = 20_000;
    static final int MAX_CLIENTS = 32;
    /** A comment line is sent after this time without an event, so that a closed connection is noticed. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(5);

    private final Supplier<List<String>> snapshot;
    private final Set<Client> clients = ConcurrentHashMap.newKeySet();

    private static final class Client {
        private final BlockingQueue<String> queue = new ArrayBlockingQueue<>(CAPACITY);
        private volatile boolean overflowed;
    }

    /** @param snapshot supplies the events that a new client gets first */
    public EventStream(Supplier<List<String>> snapshot) {
        this.snapshot = snapshot;
    }

    /** Sends an event, one line of text, to every client. Never waits. */
    public void send(String event) {
        for (Client client : clients) {
            if (!client.queue.offer(event)) {
                client.overflowed = true;
                clients.remove(client);
            }
        }
    }

    public int clients() {
        return clients.size();
    }

    /** Serves one client until it disconnects or its queue overflows. */
    void serve(HttpExchange exchange, WriteTimeout writes) throws IOException {
        if (clients.size() >= MAX_CLIENTS) {
            exchange.sendResponseHeaders(503, -1);
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(200, 0);
        Client client = new Client();
        // Registered before the snapshot is taken, so no event is lost between the two.
        clients.add(client);
        try (OutputStream out = exchange.getResponseBody()) {
            for (String event : snapshot.get()) {
                writes.run(() -> write(out, event));
            }
            writes.run(out::flush);
            while (!client.overflowed) {
                writeNext(client, out, writes);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            clients.remove(client);
        }
    }

    private static void writeNext(Client client, OutputStream out, WriteTimeout writes)
            throws IOException, InterruptedException {
        String event = client.queue.poll(KEEP_ALIVE.toMillis(), TimeUnit.MILLISECONDS);
        if (event == null) {
            out.write(": no event\n\n".getBytes(StandardCharsets.US_ASCII));
        }
        while (event != null) {
            String next = event;
            writes.run(() -> write(out, next));
            event = client.queue.poll();
        }
        writes.run(out::flush);
    }

    private static void write(OutputStream out, String event) throws IOException {
        out.write(("data: " + event + "\n\n").getBytes(StandardCharsets.UTF_8));
    }
}
