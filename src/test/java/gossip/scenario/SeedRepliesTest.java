package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.node.Control;
import gossip.node.SeedListener;
import gossip.protocol.Address;
import gossip.protocol.Identity;
import gossip.seed.Seed;
import gossip.sim.NetworkConditions;
import gossip.sim.SimulatedNetwork;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A seed whose disk takes a while to store a record. */
class SeedRepliesTest {

    private static final Address SEED = new Address("10.0.0.100", 5000);
    private static final String GRACE = "10.0.0.1:7001";

    private final SimulatedNetwork network = new SimulatedNetwork(1, NetworkConditions.delay(
            Duration.ofMillis(1), Duration.ofMillis(2)));
    private final SlowJournal journal = new SlowJournal();
    private Seed seed = start();

    private Seed start() {
        return network.start(SEED, environment -> new Seed(SEED, Identity.DEFAULT_NETWORK, Seed.MAX_MEMBERS,
                environment, journal, new SeedListener() { }, Control.LOCAL)).node();
    }

    /** Asserts that the request is answered when the disk is done, even if that takes longer than a silent client may. */
    private void assertReplyWaits(String request, String reply) {
        LineClient client = LineClient.to(network, SEED).send(request);
        network.run(Duration.ofSeconds(20));
        assertEquals("(nothing)", client.next());
        journal.store();
        network.run(Duration.ofMillis(100));
        assertEquals(reply, client.next());
        network.run(Duration.ofSeconds(1));
        assertEquals("(closed)", client.next());
    }

    @Test
    void a_registration_is_answered_after_it_is_stored() {
        assertReplyWaits("REGISTER " + GRACE + " 9 3 3600000", "LIST 0 0");
    }

    @Test
    void a_death_report_is_answered_after_the_tombstone_is_stored() {
        LineClient.to(network, SEED).send("REGISTER " + GRACE + " 9 3 3600000");
        journal.store();
        assertReplyWaits("DEAD " + GRACE, "REMOVED " + GRACE);
    }

    @Test
    void a_departure_is_answered_after_the_tombstone_is_stored() {
        LineClient.to(network, SEED).send("REGISTER " + GRACE + " 9 3 3600000");
        journal.store();
        assertReplyWaits("LEAVE " + GRACE + " 9", "REMOVED " + GRACE);
    }

    @Test
    void a_status_does_not_wait() {
        LineClient.to(network, SEED).send("REGISTER " + GRACE + " 9 3 3600000");
        String reply = LineClient.to(network, SEED).send("STATUS").next();
        assertTrue(reply.startsWith("STATE role=seed"), reply);
    }

    @Test
    void what_a_seed_did_not_store_before_a_crash_was_not_confirmed() {
        LineClient client = LineClient.to(network, SEED).send("REGISTER " + GRACE + " 9 3 3600000");
        assertEquals(1, seed.members());
        network.crash(SEED);
        journal.drop();
        network.run(Duration.ofMillis(100));
        seed = start();
        assertEquals("(closed)", client.next());
        assertEquals(0, seed.members());
    }
}
