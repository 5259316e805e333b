package gossip.system;

import gossip.protocol.Address;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A relay before a node that attacks once: the next record of TLS after {@link #attack}, or the next signed message if
 * it has a certificate with which it ends TLS at both sides.
 */
final class TlsRelay implements AutoCloseable {

    /** What the relay does to a record or a line. */
    enum Attack {
        ALTER, FORGE, REPLAY, REORDER, DROP
    }

    private static final int HEADER = 5;
    private static final byte APPLICATION_DATA = 23;

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Optional<SSLContext> stolen;
    private final AtomicReference<Attack> next = new AtomicReference<>();
    /** The ids of the messages that were relayed, if the relay can read them. */
    private final Set<String> relayed = new HashSet<>();
    private final Set<String> altered = new HashSet<>();
    /** All that was relayed. Guarded by itself. */
    private final ByteArrayOutputStream recorded = new ByteArrayOutputStream();

    /** @param stolen a context with the certificate of a peer, or empty for a relay without one */
    TlsRelay(Optional<SSLContext> stolen) throws IOException {
        this.stolen = stolen;
    }

    Address address() {
        return new Address("127.0.0.1", server.getLocalPort());
    }

    /** Relays each connection to the node. */
    void start(Address node) {
        Thread.startVirtualThread(() -> {
            try {
                while (true) {
                    Socket client = server.accept();
                    Thread.startVirtualThread(() -> serve(client, node));
                }
            } catch (IOException e) {
                // The test has closed the relay.
                return;
            }
        });
    }

    void attack(Attack attack) {
        next.set(attack);
    }

    /** Returns whether the attack has happened. */
    boolean hasAttacked() {
        return next.get() == null;
    }

    /** Returns all that was relayed, a character for each byte. */
    String recorded() {
        synchronized (recorded) {
            return recorded.toString(StandardCharsets.ISO_8859_1);
        }
    }

    private void serve(Socket accepted, Address node) {
        try (Socket client = accepted; Socket dialed = new Socket(node.host(), node.port());
                Socket left = secure(client, false); Socket right = secure(dialed, true)) {
            Thread back = Thread.startVirtualThread(() -> copy(right, left));
            copy(left, right);
            back.join();
        } catch (IOException e) {
            // One of the ends refused the connection.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Socket secure(Socket socket, boolean isClient) throws IOException {
        if (stolen.isEmpty()) {
            return socket;
        }
        SSLSocketFactory factory = stolen.get().getSocketFactory();
        SSLSocket secure = (SSLSocket) factory.createSocket(socket, null, socket.getPort(), true);
        secure.setUseClientMode(isClient);
        return secure;
    }

    private void copy(Socket from, Socket to) {
        try (to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            while (true) {
                byte[] unit = read(in);
                synchronized (recorded) {
                    recorded.writeBytes(unit);
                }
                if (isTarget(unit)) {
                    for (byte[] each : replacement(unit, in)) {
                        out.write(each);
                    }
                } else {
                    out.write(unit);
                }
            }
        } catch (IOException e) {
            // One of the ends has closed the connection.
            return;
        }
    }

    /** A message is altered only if no copy of it was relayed before. The next copy is not relayed, so it is not first. */
    private List<byte[]> replacement(byte[] unit, InputStream in) throws IOException {
        if (stolen.isEmpty()) {
            Optional<Attack> attack = Optional.ofNullable(next.getAndSet(null));
            return attack.isPresent() ? attacked(attack.get(), unit, in) : List.of(unit);
        }
        String id = text(unit).split(" ")[2];
        Optional<Attack> attack;
        synchronized (relayed) {
            if (altered.remove(id)) {
                return List.of();
            }
            attack = relayed.add(id) ? Optional.ofNullable(next.getAndSet(null)) : Optional.empty();
            if (attack.equals(Optional.of(Attack.ALTER))) {
                altered.add(id);
            }
        }
        return attack.isPresent() ? attacked(attack.get(), unit, in) : List.of(unit);
    }

    private byte[] read(InputStream in) throws IOException {
        return stolen.isPresent() ? readLine(in) : readRecord(new DataInputStream(in));
    }

    private static byte[] readLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            line.write(c);
        }
        line.write('\n');
        return line.toByteArray();
    }

    private static byte[] readRecord(DataInputStream in) throws IOException {
        byte[] header = new byte[HEADER];
        in.readFully(header);
        int length = (header[3] & 0xff) << 8 | header[4] & 0xff;
        byte[] record = Arrays.copyOf(header, HEADER + length);
        in.readFully(record, HEADER, length);
        return record;
    }

    private boolean isTarget(byte[] unit) {
        return stolen.isPresent() ? text(unit).startsWith("SIGNED ") : unit[0] == APPLICATION_DATA;
    }

    private static String text(byte[] unit) {
        return new String(unit, StandardCharsets.UTF_8);
    }

    private List<byte[]> attacked(Attack attack, byte[] unit, InputStream in) throws IOException {
        return switch (attack) {
            case ALTER -> List.of(altered(unit));
            case FORGE -> List.of(forged(unit), unit);
            case REPLAY -> List.of(unit, unit);
            case REORDER -> List.of(read(in), unit);
            case DROP -> List.of();
        };
    }

    private byte[] altered(byte[] unit) {
        byte[] altered = unit.clone();
        altered[unit.length - 2] ^= 1;
        return altered;
    }

    /** Another record of the same length, or the message under another id. */
    private byte[] forged(byte[] unit) {
        if (stolen.isPresent()) {
            return text(unit).replaceFirst("/(\\d+) ", "/9$1 ").getBytes(StandardCharsets.UTF_8);
        }
        byte[] forged = new byte[unit.length];
        System.arraycopy(unit, 0, forged, 0, HEADER);
        return forged;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
