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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a seed gives somebody who was reported dead, which depends on the heartbeat that its lease tells. */
class ProbesTest {

    private static final Address SEED = new Address("127.0.0.1", 5000);
    private static final PeerId ACCUSED = new PeerId(new Address("10.0.0.1", 7001), 100);

    private final SimulatedNetwork network =
            new SimulatedNetwork(1, NetworkConditions.delay(Duration.ofMillis(1), Duration.ofMillis(1)));
    private final Seed seed =
            network.start(SEED, environment -> new Seed(SEED, environment, new SeedListener() { })).node();

    /** Answers each PING, but not soon. */
    private static StubNode sluggish(Environment environment, Duration delay) {
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

    /** From the report on, give or take the 50 ms that a telnet takes for a line. */
    private boolean isListedAfter(int millis) {
        network.run(Duration.ofMillis(millis - 50));
        return seed.members() == 1;
    }

    @ParameterizedTest
    @CsvSource({"2100, 500", "7000, 500", "35000, 2500", "91000, 6500", "700000, 7000"})
    void who_hangs_is_given_half_a_heartbeat_but_not_less_than_half_a_second_and_not_more_than_seven(int lease, int given) {
        network.start(ACCUSED.address(), environment -> sluggish(environment, Duration.ofHours(1)));
        report(lease);
        assertTrue(isListedAfter(given - 20));
        assertFalse(isListedAfter(150));
    }

    @ParameterizedTest
    @CsvSource({"14000, 950", "91000, 6450"})
    void who_answers_just_within_it_stays(int lease, int delay) {
        network.start(ACCUSED.address(), environment -> sluggish(environment, Duration.ofMillis(delay)));
        report(lease);
        assertTrue(isListedAfter(delay + 150));
    }

    @ParameterizedTest
    @CsvSource({"7000, 250", "91000, 1000"})
    void whom_nobody_can_reach_is_dialled_three_times(int lease, int given) {
        report(lease);
        assertTrue(isListedAfter(given - 20));
        assertFalse(isListedAfter(150));
    }
}
