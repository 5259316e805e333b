package gossip.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.net.transport.PlainTransport;
import gossip.net.transport.Transport;
import gossip.node.Link;
import gossip.node.LinkHandler;
import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.Message.Status;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** A node that dials, and a host that is closed. */
@Timeout(20)
@Isolated
class SocketHostTest {

    private RunningNode running;
    private ScriptedNode node;

    @BeforeEach
    void start() throws Exception {
        running = new RunningNode();
        node = running.node();
    }

    @AfterEach
    void stop() {
        running.close();
    }

    private TcpClient accepted() throws Exception {
        TcpClient client = new TcpClient(running.port());
        node.expect("accepted");
        return client;
    }

    private void dial(int port) {
        dial(port, node);
    }

    private void dial(int port, LinkHandler handler) {
        running.host().execute(scripted -> scripted.environment().dial(new Address("127.0.0.1", port), handler));
    }

    // ---- dialing

    @Test
    void a_dial_opens_a_link_at_both_ends() throws Exception {
        try (RunningNode other = new RunningNode()) {
            dial(other.port());
            node.expect("opened");
            other.node().expect("accepted");
        }
    }

    @Test
    void a_node_can_send_as_soon_as_its_link_is_opened() throws Exception {
        try (RunningNode other = new RunningNode()) {
            node.when("opened", link -> link.send(new Status()));
            dial(other.port());
            other.node().expect("accepted");
            other.node().expect("STATUS");
        }
    }

    @Test
    void a_refused_dial_is_reported() throws Exception {
        ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        free.close();
        dial(free.getLocalPort());
        node.expect("dial failed: REFUSED, connection refused");
    }

    @Test
    void a_dial_of_an_unknown_host_is_reported() throws Exception {
        running.host().execute(scripted -> scripted.environment().dial(new Address("no-such-host.invalid", 1), node));
        node.expect("dial failed: UNKNOWN_HOST, unknown host");
    }

    /** The first handler may reference much, such as all members among which the peer chose its neighbors. */
    @Test
    void a_handler_that_was_replaced_can_be_garbage_collected() throws Exception {
        try (RunningNode other = new RunningNode()) {
            WeakReference<LinkHandler> first = dialAndReplaceHandler(other.port());
            node.expect("opened");
            await(() -> {
                System.gc();
                return first.refersTo(null);
            });
        }
    }

    private WeakReference<LinkHandler> dialAndReplaceHandler(int port) {
        LinkHandler first = new ForwardingHandler(node);
        dial(port, first);
        return new WeakReference<>(first);
    }

    /** Passes the link to the next handler as soon as it is open. */
    private record ForwardingHandler(LinkHandler next) implements LinkHandler {

        @Override
        public void opened(Link link) {
            link.setHandler(next);
            next.opened(link);
        }

        @Override
        public void received(Link link, Message message) {
            next.received(link, message);
        }

        @Override
        public void malformed(Link link, String reason) {
            next.malformed(link, reason);
        }

        @Override
        public void closed(String reason) {
            next.closed(reason);
        }
    }

    // ---- closing

    @Test
    void a_closed_host_is_no_longer_referenced_by_the_resources_that_it_shared() throws Exception {
        Set<Runnable> callbacks = ConcurrentHashMap.newKeySet();
        try (SharedResources resources = new SharedResources(transports(callbacks))) {
            RunningNode other = new RunningNode(resources);
            assertEquals(1, callbacks.size());
            other.close();
            assertEquals(Set.of(), callbacks);
        }
    }

    private static Transport.Factory transports(Set<Runnable> callbacks) {
        return new Transport.Factory() {
            @Override
            public Transport accepted(Socket socket) {
                return PlainTransport.FACTORY.accepted(socket);
            }

            @Override
            public Transport dialed(Socket socket) {
                return PlainTransport.FACTORY.dialed(socket);
            }

            @Override
            public Runnable whenTrustChanges(Runnable callback) {
                callbacks.add(callback);
                return () -> callbacks.remove(callback);
            }
        };
    }

    @Test
    void closing_the_host_closes_accepted_connections() throws Exception {
        try (TcpClient one = accepted(); TcpClient other = accepted()) {
            running.host().close();
            assertTrue(one.isClosed() && other.isClosed());
        }
    }

    @Test
    void closing_the_host_closes_dialed_connections() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            dial(server.getLocalPort());
            node.expect("opened");
            try (Socket other = server.accept()) {
                other.setSoTimeout(5000);
                running.host().close();
                assertEquals(-1, other.getInputStream().read());
            }
        }
    }

    /** Waits until the condition holds. The accepting thread, for example, releases the port asynchronously. */
    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "the condition does not hold after 5 s");
            Thread.onSpinWait();
        }
    }

    @Test
    void a_closed_host_refuses_connections() throws Exception {
        running.host().close();
        await(() -> {
            try (TcpClient client = new TcpClient(running.port())) {
                return client == null;
            } catch (ConnectException refused) {
                return true;
            } catch (IOException reset) {
                return false;
            }
        });
    }

    @Test
    void a_closed_host_releases_its_port() throws Exception {
        running.host().close();
        await(() -> {
            try (Acceptor again = Acceptor.bind("127.0.0.1", running.port())) {
                return again.port() == running.port();
            } catch (IOException notYet) {
                return false;
            }
        });
    }

    @Test
    void a_second_close_has_no_effect() {
        running.host().close();
        running.host().close();
        assertTrue(running.errors().isEmpty());
    }
}
