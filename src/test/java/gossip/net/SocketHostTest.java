package gossip.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.node.Link;
import gossip.node.LinkHandler;
import gossip.node.Timer;
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
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

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
        running.host().execute(asked -> asked.surroundings().dial(new Address("127.0.0.1", port), handler));
    }

    // ---- dialling

    @Test
    void a_link_that_was_dialled_is_told_to_both_sides() throws Exception {
        try (RunningNode other = new RunningNode()) {
            dial(other.port());
            node.expect("opened");
            other.node().expect("accepted");
        }
    }

    @Test
    void a_link_can_be_spoken_on_from_the_moment_it_is_opened() throws Exception {
        try (RunningNode other = new RunningNode()) {
            node.when("opened", link -> link.send(new Status()));
            dial(other.port());
            other.node().expect("accepted");
            other.node().expect("STATUS");
        }
    }

    @Test
    void a_refused_dial_is_told() throws Exception {
        ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        free.close();
        dial(free.getLocalPort());
        node.expect("closed: connection refused");
    }

    /** It may remember much of how the link came about: all the members that it had to choose from. */
    @Test
    void whoever_dialled_a_link_and_handed_it_over_is_forgotten() throws Exception {
        try (RunningNode other = new RunningNode()) {
            WeakReference<LinkHandler> dialler = dialAndHandOver(other.port());
            node.expect("opened");
            await(() -> {
                System.gc();
                return dialler.refersTo(null);
            });
        }
    }

    private WeakReference<LinkHandler> dialAndHandOver(int port) {
        LinkHandler dialler = new ForwardingHandler(node);
        dial(port, dialler);
        return new WeakReference<>(dialler);
    }

    /** Hands the link over as soon as it stands. */
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

    // ---- the end

    @Test
    void closing_cuts_off_those_that_were_accepted() throws Exception {
        try (TcpClient one = accepted(); TcpClient other = accepted()) {
            running.host().close();
            assertTrue(one.isCutOff() && other.isCutOff());
        }
    }

    @Test
    void closing_cuts_off_those_that_were_dialled() throws Exception {
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

    /** The thread that accepts gives the port back in its own time. */
    private static void await(BooleanSupplier holds) {
        long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (!holds.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "did not come to hold in time");
            Thread.onSpinWait();
        }
    }

    @Test
    void after_the_close_connections_are_refused() throws Exception {
        running.host().close();
        await(() -> {
            try (TcpClient client = new TcpClient(running.port())) {
                return client == null;
            } catch (ConnectException refused) {
                return true;
            } catch (IOException cutOff) {
                return false;
            }
        });
    }

    @Test
    void after_the_close_the_port_is_free() throws Exception {
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
    void closing_again_does_no_harm() {
        running.host().close();
        running.host().close();
        assertTrue(running.faults().isEmpty());
    }

    // ---- timers

    @Test
    void timers_run_in_the_order_of_their_times() throws Exception {
        running.host().call(asked -> {
            asked.surroundings().schedule(Duration.ofMillis(20), () -> asked.tell("second"));
            return asked.surroundings().schedule(Duration.ofMillis(1), () -> asked.tell("first"));
        });
        node.expect("first");
        node.expect("second");
    }

    /** Its time has come, and it waits for the node, which is just then cancelling it. */
    @Test
    void a_timer_that_is_cancelled_at_the_last_moment_does_not_run() throws Exception {
        running.host().call(asked -> {
            Timer timer = asked.surroundings().schedule(Duration.ZERO, () -> asked.tell("cancelled"));
            awaitTimerThatWaitsForTheNode();
            timer.cancel();
            return asked.surroundings().schedule(Duration.ofMillis(1), () -> asked.tell("kept"));
        });
        node.expect("kept");
    }

    private static void awaitTimerThatWaitsForTheNode() {
        await(() -> Thread.getAllStackTraces().entrySet().stream().anyMatch(thread -> thread.getKey().getName().equals("timers")
                && thread.getKey().getState() == Thread.State.WAITING && Stream.of(thread.getValue())
                        .anyMatch(frame -> frame.getClassName().equals(SocketHost.class.getName()))));
    }
}
