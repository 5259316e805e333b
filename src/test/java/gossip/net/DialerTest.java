package gossip.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.node.DialFailure;
import gossip.protocol.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** A node that dials host names, with a name service of the test. */
@Timeout(20)
@Isolated
class DialerTest {

    /** The name service hangs for names that begin with "slow" until this latch is at 0. */
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final TimerService timers = new TimerService();

    @AfterEach
    void stop() {
        hanging.countDown();
        timers.close();
    }

    private InetAddress[] lookUp(String host) throws UnknownHostException {
        if (host.startsWith("slow")) {
            try {
                hanging.await();
            } catch (InterruptedException e) {
                throw new UnknownHostException("interrupted");
            }
        }
        return switch (host) {
            case "two" -> new InetAddress[] {InetAddress.getByName("127.0.0.2"), InetAddress.getByName("127.0.0.1")};
            case "one" -> new InetAddress[] {InetAddress.getByName("127.0.0.1")};
            default -> throw new UnknownHostException(host);
        };
    }

    private RunningNode running(Duration timeout) throws Exception {
        return new RunningNode(new SharedResources(timers, new Resolver(this::lookUp, timeout)));
    }

    private static void dial(RunningNode running, String host, int port) {
        running.host().execute(node -> node.environment().dial(new Address(host, port), node));
    }

    @Test
    void a_name_that_hangs_fails_after_a_timeout() throws Exception {
        try (RunningNode running = running(Duration.ofMillis(50))) {
            dial(running, "slow", 1);
            running.node().expect("dial failed: UNKNOWN_HOST, no reply of the name service in 50 ms");
        }
    }

    @Test
    void names_that_hang_delay_no_other_dial() throws Exception {
        try (RunningNode running = running(Duration.ofSeconds(30)); RunningNode other = running(Duration.ofSeconds(30))) {
            for (int i = 0; i < Resolver.MAX_LOOKUPS - 1; i++) {
                dial(running, "slow" + i, 1);
            }
            dial(running, "one", other.port());
            running.node().expect("opened");
            dial(running, "127.0.0.1", other.port());
            running.node().expect("opened");
        }
    }

    @Test
    void too_many_names_that_hang_fail_as_a_local_cause_and_addresses_are_still_dialed() throws Exception {
        try (RunningNode running = running(Duration.ofSeconds(30)); RunningNode other = running(Duration.ofSeconds(30))) {
            for (int i = 0; i <= Resolver.MAX_LOOKUPS; i++) {
                dial(running, "slow" + i, 1);
            }
            running.node().expect("dial failed: LOCAL, more than 32 host names are being looked up");
            dial(running, "127.0.0.1", other.port());
            running.node().expect("opened");
        }
    }

    @Test
    void each_address_of_a_name_is_tried() throws Exception {
        try (RunningNode running = running(Duration.ofSeconds(3)); RunningNode other = running(Duration.ofSeconds(3))) {
            dial(running, "two", other.port());
            running.node().expect("opened");
        }
    }

    @Test
    void a_name_without_an_address_fails() throws Exception {
        try (RunningNode running = running(Duration.ofSeconds(3))) {
            dial(running, "none", 1);
            running.node().expect("dial failed: UNKNOWN_HOST, unknown host");
        }
    }

    @Test
    void a_name_of_which_all_addresses_refuse_is_refused() throws Exception {
        try (RunningNode running = running(Duration.ofSeconds(3))) {
            ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            free.close();
            dial(running, "two", free.getLocalPort());
            running.node().expect("dial failed: REFUSED, connection refused");
        }
    }

    @Test
    void the_number_of_dials_in_progress_is_bounded() throws Exception {
        try (RunningNode running = running(Duration.ofSeconds(3));
                ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // A backlog of 1 admits two connections, or more if they are opened at the same time.
            for (int i = 0; i < Dialer.MAX_DIALS + 16; i++) {
                dial(running, "127.0.0.1", full.getLocalPort());
            }
            String event = running.node().next();
            while (event.equals("opened")) {
                event = running.node().next();
            }
            assertEquals("dial failed: LOCAL, more than 256 dials are in progress", event);
        }
    }

    @Test
    void a_connection_of_a_socket_with_itself_is_refused() throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            socket.connect(socket.getLocalSocketAddress());
            DialException refused = assertThrows(DialException.class, () -> Dialer.requireTwoEnds(socket));
            assertEquals(DialFailure.REFUSED, refused.failure());
        }
    }

    @Test
    void a_connection_with_two_ends_is_accepted() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
            Dialer.requireTwoEnds(socket);
            assertTrue(socket.isConnected());
        }
    }
}
