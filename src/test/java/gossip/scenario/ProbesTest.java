package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.node.Environment;
import gossip.node.SeedListener;
import gossip.protocol.Address;
import gossip.protocol.Message.Ping;
import gossip.protocol.Message.PingReply;
import gossip.protocol.PeerId;
import gossip.seed.Seed;
import gossip.sim.NetworkConditions;
import gossip.sim.SimulatedNetwork;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a seed probes a peer that was reported dead. The timeout follows from the lease of the peer. */
class ProbesTest {

    private static final Address SEED = new Address("127.0.0.1", 5000);
    private static final PeerId ACCUSED = new PeerId(new Address("10.0.0.1", 7001), 100);

    private final SimulatedNetwork network =
            new SimulatedNetwork(1, NetworkConditions.delay(Duration.ofMillis(1), Duration.ofMillis(1)));
    private final Seed seed =
            network.start(SEED, environment -> new Seed(SEED, environment, new SeedListener() { })).node();

    /** Answers each PING after a delay. */
    private static StubNode answeringAfter(Environment environment, Duration delay) {
        return new StubNode((link, message) -> {
            if (message instanceof Ping ping) {
                environment.schedule(delay, () -> link.send(new PingReply(ping.token(), ACCUSED, 0, 0, 0)));
            }
        });
    }

    private void report(int leaseMillis) {
        LineClient.to(network, SEED).send("REGISTER " + ACCUSED.address() + " 100 0 " + leaseMillis);
        LineClient.to(network, SEED).send("DEAD " + ACCUSED.address() + " 100");
    }

    /** Runs until this long after the report, of which sending the line has taken 50 ms already. */
    private boolean isListedAfter(int millis) {
        network.run(Duration.ofMillis(millis - 50));
        return seed.members() == 1;
    }

    @ParameterizedTest
    @CsvSource({"2100, 500", "7000, 500", "35000, 2500", "91000, 6500", "700000, 7000"})
    void a_hung_peer_is_removed_after_half_a_heartbeat_but_at_least_500_ms_and_at_most_7_s(int lease, int timeout) {
        network.start(ACCUSED.address(), environment -> answeringAfter(environment, Duration.ofHours(1)));
        report(lease);
        assertTrue(isListedAfter(timeout - 20));
        assertFalse(isListedAfter(150));
    }

    @ParameterizedTest
    @CsvSource({"14000, 950", "91000, 6450"})
    void a_peer_that_answers_just_before_the_timeout_stays(int lease, int delay) {
        network.start(ACCUSED.address(), environment -> answeringAfter(environment, Duration.ofMillis(delay)));
        report(lease);
        assertTrue(isListedAfter(delay + 150));
    }

    @ParameterizedTest
    @CsvSource({"7000, 250", "91000, 1000"})
    void a_peer_that_cannot_be_reached_is_removed_after_three_dials(int lease, int timeout) {
        report(lease);
        assertTrue(isListedAfter(timeout - 20));
        assertFalse(isListedAfter(150));
    }

    @Test
    void the_status_of_the_seed_counts_the_outcomes_of_probes() {
        network.start(ACCUSED.address(), environment -> answeringAfter(environment, Duration.ofMillis(10)));
        report(7000);
        assertTrue(isListedAfter(1000));
        String counts = "probesReplied=1 probesRefused=0 probesSilent=0 probesUndecided=0 ";
        assertTrue(seed.status().contains(counts), seed::status);
    }
}
