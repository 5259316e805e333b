package gossip.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.node.Environment;
import gossip.node.Timer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** The timers of a node that runs on sockets. */
@Timeout(20)
@Isolated
class NodeTimerTest {

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

    @Test
    void timers_run_in_the_order_in_which_they_are_due() throws Exception {
        running.host().call(scripted -> {
            scripted.environment().schedule(Duration.ofMillis(20), () -> scripted.record("second"));
            return scripted.environment().schedule(Duration.ofMillis(1), () -> scripted.record("first"));
        });
        node.expect("first");
        node.expect("second");
    }

    /** The second timer is due while the call of the first one holds the node lock and cancels it. */
    @Test
    void a_timer_that_is_cancelled_while_it_is_due_does_not_run() throws Exception {
        running.host().call(scripted -> {
            Environment environment = scripted.environment();
            Timer timer = environment.schedule(Duration.ZERO, () -> scripted.record("cancelled"));
            CountDownLatch dueInOtherNode = new CountDownLatch(1);
            // The timer of the other node is due later, so this one has been passed on before.
            runLater(Duration.ofMillis(1), dueInOtherNode::countDown);
            awaitUninterrupted(dueInOtherNode);
            timer.cancel();
            return environment.schedule(Duration.ofMillis(1), () -> scripted.record("not cancelled"));
        });
        node.expect("not cancelled");
    }

    private static void runLater(Duration delay, Runnable task) {
        try (RunningNode other = new RunningNode()) {
            CountDownLatch done = new CountDownLatch(1);
            other.host().call(scripted -> scripted.environment().schedule(delay, () -> {
                task.run();
                done.countDown();
            }));
            awaitUninterrupted(done);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            assertTrue(latch.await(5, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_node_that_is_blocked_delays_no_timer_of_another_node() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(1);
        running.host().execute(scripted -> scripted.environment().schedule(Duration.ZERO, () -> {
            blocked.countDown();
            awaitUninterrupted(end);
            scripted.record("unblocked");
        }));
        assertTrue(blocked.await(5, TimeUnit.SECONDS));
        for (int i = 0; i < 3; i++) {
            AtomicInteger runs = new AtomicInteger();
            runLater(Duration.ofMillis(1), runs::incrementAndGet);
            assertEquals(1, runs.get());
        }
        end.countDown();
        node.expect("unblocked");
    }
}
