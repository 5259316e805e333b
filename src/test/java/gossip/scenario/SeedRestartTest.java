package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.journal.StoredJournal;
import gossip.node.Control;
import gossip.node.SeedListener;
import gossip.protocol.Address;
import gossip.protocol.Identity;
import gossip.seed.Seed;
import gossip.sim.NetworkConditions;
import gossip.sim.SimulatedNetwork;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A seed that crashes and restarts with what it stored, with and without a snapshot of its state. */
class SeedRestartTest {

    private static final Address SEED = new Address("10.0.0.100", 5000);
    private static final String GRACE = "10.0.0.1:7001";
    private static final String ALAN = "10.0.0.2:7002";

    private final SimulatedNetwork network = new SimulatedNetwork(1, NetworkConditions.delay(
            Duration.ofMillis(1), Duration.ofMillis(2)));
    private final StoredJournal journal = new StoredJournal("seed");
    private Seed seed = start();

    private Seed start() {
        return network.start(SEED, environment ->
                new Seed(SEED, Identity.DEFAULT_NETWORK,
                Seed.MAX_MEMBERS, environment, journal.reopen(), new SeedListener() { }, Control.LOCAL)).node();
    }

    private void restart(boolean withSnapshot, Duration pause) {
        if (withSnapshot) {
            journal.snapshot(seed);
        }
        network.crash(SEED);
        network.run(pause);
        seed = start();
    }

    private String reply(String line) {
        return LineClient.to(network, SEED).send(line).next();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void members_keep_their_incarnation_degree_start_and_name(boolean withSnapshot) {
        reply("REGISTER " + GRACE + " 9 3 60000 0 7 1 gossip grace");
        reply("REGISTER " + ALAN + " 5 1");

        restart(withSnapshot, Duration.ofHours(1));

        LineClient client = LineClient.to(network, SEED).send("MEMBERS");
        assertEquals("LIST 2 2", client.next());
        assertEquals("MEMBER " + GRACE + " 9 3 7 grace", client.next());
        assertEquals("MEMBER " + ALAN + " 5 1 5 -", client.next());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_lease_continues_with_the_time_that_was_left(boolean withSnapshot) {
        reply("REGISTER " + GRACE + " 9 3 60000");
        network.run(Duration.ofSeconds(40));
        reply("REGISTER " + ALAN + " 5 1 60000");

        restart(withSnapshot, Duration.ofHours(1));

        network.run(Duration.ofSeconds(15));
        assertEquals(2, seed.members());
        network.run(Duration.ofSeconds(10));
        assertEquals(1, seed.members());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_removed_incarnation_stays_removed(boolean withSnapshot) {
        reply("REGISTER " + GRACE + " 9 3 60000");
        network.run(Duration.ofSeconds(70));
        assertEquals(0, seed.members());

        restart(withSnapshot, Duration.ZERO);

        assertEquals(0, seed.members());
        assertEquals("BURIED " + GRACE + " 9", reply("REGISTER " + GRACE + " 9 3"));
        assertEquals("LIST 0 0", reply("REGISTER " + GRACE + " 10 3"));
        restart(withSnapshot, Duration.ZERO);
        assertEquals(1, seed.members());
    }

    @Test
    void members_of_another_network_are_not_listed() {
        reply("REGISTER " + GRACE + " 9 3 60000");
        network.crash(SEED);
        seed = network.start(SEED, environment -> new Seed(SEED, "other",
                Seed.MAX_MEMBERS, environment, journal.reopen(), new SeedListener() { }, Control.LOCAL)).node();
        assertEquals(0, seed.members());
    }
}
