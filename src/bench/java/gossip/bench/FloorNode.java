package gossip.bench;

import gossip.bench.Network.DeliveryListener;
import gossip.protocol.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A node that only floods: blocking sockets, virtual threads, the id read from the bytes of a line, and one bit for
 * each sequence number of an origin. It has lines of the same length as this program, and neither membership nor
 * failure detection, repair, bounds or checks. It shows what the sockets alone cost. Thread-safe.
 */
final class FloorNode {

    private static final int BUFFER = 64 << 10;
    private static final int HIGH_WATER_MARK = 256 << 10;
    /** A line of this program, with the number of the origin as its port. */
    private static final String LINE =
            "GOSSIP 1 127.0.0.1:%05d/1795362053287/%d [2026-02-26 19->39.24]:127.0.0.1: %s\n";
    private static final int ORIGIN_AT = "GOSSIP 1 127.0.0.1:".length();
    private static final int SEQUENCE_AT = ORIGIN_AT + "00000/1795362053287/".length();

    private final int number;
    private final DeliveryListener listener;
    private final ServerSocket server;
    private final List<FloorLink> links = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition written = lock.newCondition();
    /** The received sequence numbers by origin. Guarded by the lock, as are the buffers of the links. */
    private final BitSet[] received;
    private int published;

    FloorNode(int number, int nodes, DeliveryListener listener) throws IOException {
        this.number = number;
        this.listener = listener;
        received = new BitSet[nodes];
        Arrays.setAll(received, origin -> new BitSet());
        server = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::accept);
    }

    private void accept() {
        try {
            while (true) {
                add(server.accept());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void connect(FloorNode other) throws IOException {
        add(new Socket(other.server.getInetAddress(), other.server.getLocalPort()));
    }

    private void add(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        FloorLink link = new FloorLink(socket, lock, written);
        links.add(link);
        Thread.startVirtualThread(() -> read(link));
    }

    int degree() {
        return links.size();
    }

    void publish(List<String> payloads) throws InterruptedException {
        lock.lock();
        try {
            for (String payload : payloads) {
                while (links.stream().anyMatch(link -> link.queued() > HIGH_WATER_MARK)) {
                    written.await();
                }
                String text = "Message " + published + " [" + payload + "]";
                byte[] line = LINE.formatted(number, published++, text).getBytes(StandardCharsets.ISO_8859_1);
                links.forEach(link -> link.add(line, 0, line.length));
            }
            links.forEach(FloorLink::startWriter);
        } finally {
            lock.unlock();
        }
    }

    private void read(FloorLink from) {
        byte[] buffer = new byte[BUFFER];
        try {
            int end = 0;
            for (int n = from.read(buffer, 0); n > 0; n = from.read(buffer, end)) {
                int rest = receiveLines(from, buffer, end + n);
                end += n - rest;
                System.arraycopy(buffer, rest, buffer, 0, end);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Receives all complete lines. Returns where the rest begins. */
    private int receiveLines(FloorLink from, byte[] buffer, int end) {
        lock.lock();
        try {
            int start = 0;
            for (int next = Bytes.indexOf(buffer, 0, end, '\n'); next < end;
                    next = Bytes.indexOf(buffer, start, end, '\n')) {
                receive(from, buffer, start, next + 1);
                start = next + 1;
            }
            links.forEach(FloorLink::startWriter);
            return start;
        } finally {
            lock.unlock();
        }
    }

    private void receive(FloorLink from, byte[] line, int start, int end) {
        int origin = digits(line, start + ORIGIN_AT);
        int sequence = digits(line, start + SEQUENCE_AT);
        if (origin == number || received[origin].get(sequence)) {
            return;
        }
        received[origin].set(sequence);
        String text = new String(line, start, end - start, StandardCharsets.ISO_8859_1);
        listener.received(number, text, text.lastIndexOf('[') + 1);
        for (FloorLink link : links) {
            if (link != from) {
                link.add(line, start, end);
            }
        }
    }

    private static int digits(byte[] line, int from) {
        int value = 0;
        for (int i = from; line[i] >= '0' && line[i] <= '9'; i++) {
            value = value * 10 + line[i] - '0';
        }
        return value;
    }
}
