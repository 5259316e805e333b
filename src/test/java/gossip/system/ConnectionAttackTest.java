package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.UnixOperatingSystemMXBean;
import gossip.protocol.Address;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** Many hostile connections to seed and peers. Gossip loses nothing, and the file descriptors are released. */
@Timeout(120)
@Isolated
class ConnectionAttackTest {

    private static final int ATTACKERS = 50;
    /** Descriptors that the JVM and its libraries may open meanwhile. */
    private static final int TOLERANCE = 30;

    private final LiveNetwork network = new LiveNetwork(Duration.ofSeconds(13));
    private final ConcurrentLinkedQueue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<IOException> refused = new ConcurrentLinkedQueue<>();
    private Address seed;
    private List<Address> peers;
    private long descriptors;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        seed = network.startSeed();
        peers = network.startPeers(4, 0);
        descriptors = openDescriptors();
    }

    @AfterEach
    void end() throws IOException {
        closeAll();
        network.close();
    }

    /** Returns 0 where the number is unknown, as on Windows. */
    private static long openDescriptors() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount() : 0;
    }

    /** Connects to each node in turn, from several threads, and waits until the attack is done. */
    private void attack(int connections, Attack attack) throws InterruptedException {
        List<Address> nodes = new ArrayList<>(peers);
        nodes.add(seed);
        try (ExecutorService attackers = Executors.newFixedThreadPool(ATTACKERS, Thread.ofVirtual().factory())) {
            for (int i = 0; i < connections; i++) {
                int number = i;
                Address node = nodes.get(i % nodes.size());
                attackers.execute(() -> attackOnce(node, number, attack));
            }
        }
    }

    private void attackOnce(Address node, int number, Attack attack) {
        Socket socket = new Socket();
        sockets.add(socket);
        try {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress(node.host(), node.port()), 10_000);
            attack.run(socket, number);
        } catch (IOException e) {
            // The node may close the connection at any time.
            refused.add(e);
        }
    }

    @FunctionalInterface
    private interface Attack {
        void run(Socket socket, int number) throws IOException;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void closeAll() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    private void publishAtEach(String text) throws InterruptedException {
        peers.forEach(peer -> network.type(peer, text));
        network.awaitDelivery(peers);
    }

    /** Expects that nothing is lost during and after the attack, and that the nodes keep no connection. */
    private void assertNoHarm() throws IOException, InterruptedException {
        publishAtEach("during the attack");
        closeAll();
        publishAtEach("after the attack");
        assertEquals(4, network.members(seed), () -> "members; connections were closed with " + Set.copyOf(refused));
        network.events.await("the release of descriptors above " + descriptors,
                () -> openDescriptors() <= descriptors + TOLERANCE);
    }

    @Test
    void thousands_of_connections_with_garbage() throws Exception {
        Random random = new Random(1);
        byte[] garbage = new byte[20_000];
        random.nextBytes(garbage);
        attack(2000, (socket, number) -> socket.getOutputStream().write(garbage, number, 2000));
        assertNoHarm();
    }

    @Test
    void a_thousand_idle_connections() throws Exception {
        attack(1000, (socket, number) -> { });
        assertNoHarm();
    }

    @Test
    void connections_with_half_a_line() throws Exception {
        attack(1000, (socket, number) -> send(socket, "HELLO 127.0.0.1:" + (1 + number)));
        assertNoHarm();
    }

    @Test
    void a_flood_of_short_connections() throws Exception {
        attack(5000, (socket, number) -> {
            send(socket, number % 2 == 0 ? "STATUS\n" : "FROBNICATE\n");
            socket.close();
        });
        assertNoHarm();
    }

    @Test
    void refused_connections_that_the_client_keeps_open() throws Exception {
        attack(2000, (socket, number) -> send(socket, "FROBNICATE\n"));
        assertNoHarm();
    }

    @Test
    void an_endless_line_on_many_connections() throws Exception {
        byte[] part = "x".repeat(64 << 10).getBytes(StandardCharsets.UTF_8);
        attack(200, (socket, number) -> {
            for (int i = 0; i < 100; i++) {
                socket.getOutputStream().write(part);
            }
        });
        assertNoHarm();
    }

    @Test
    void clients_that_request_and_do_not_read() throws Exception {
        String requests = "STATUS\n".repeat(5000);
        attack(100, (socket, number) -> {
            socket.setSoTimeout(1000);
            for (int i = 0; i < 20; i++) {
                send(socket, requests);
            }
        });
        assertNoHarm();
    }

    @Test
    void neighbors_that_do_not_read() throws Exception {
        attack(40, (socket, number) -> send(socket, "HELLO 127.0.0.1:" + (1 + number) + " 7\n"));
        for (int i = 0; i < 100; i++) {
            publishAtEach("x".repeat(7000));
        }
        assertNoHarm();
    }

    @Test
    void neighbors_that_reset_their_link() throws Exception {
        attack(500, (socket, number) -> {
            send(socket, "HELLO 127.0.0.1:" + (1 + number) + " 7\n");
            socket.getInputStream().read();
            socket.setSoLinger(true, 0);
            socket.close();
        });
        assertNoHarm();
    }
}
