package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.node.Journal;
import gossip.peer.PeerConfig;
import gossip.protocol.Address;
import gossip.protocol.MessageId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A peer in the middle of a line whose disk takes a while to store a record. */
class HeldOutputsTest {

    /** With this random seed, the third peer links to the first one. */
    private final Simulation simulation = new Simulation(4, 1, config -> Simulation.silent(new PeerConfig(config.name(),
            config.seeds(), 0, config.gossipInterval(), config.pingInterval(), config.pingMisses(), 1,
            config.maxDegree(), config.dissemination(), config.zone())));
    private final SlowJournal journal = new SlowJournal();
    private Address middle;
    private Address other;

    private Address leaf;

    /** Starts a line of three peers, of which the middle one has the journal. */
    @BeforeEach
    void startLine() {
        simulation.recorder.keepDeliveries();
        simulation.cluster.setJournals(address -> journal);
        middle = simulation.cluster.startPeer();
        simulation.cluster.setJournals(address -> Journal.NONE);
        simulation.settle();
        other = simulation.cluster.startPeer();
        leaf = simulation.cluster.startPeer();
        simulation.settle();
        assertEquals(Set.of(other, leaf), Set.copyOf(simulation.cluster.peer(middle).neighbors()));
        journal.store();
        simulation.cluster.setJournals(address -> journal);
    }

    @Test
    void a_message_is_delivered_and_forwarded_after_it_is_stored() {
        MessageId first = simulation.publish(other);
        MessageId second = simulation.publish(other);
        simulation.run(Duration.ofMillis(100));
        assertEquals(0, simulation.recorder.deliveredAt(middle).size());
        assertEquals(0, simulation.recorder.deliveredAt(leaf).size());

        journal.store();
        simulation.run(Duration.ofMillis(100));

        assertTrue(simulation.recorder.deliveredAt(middle).containsAll(List.of(first, second)));
        assertTrue(simulation.recorder.deliveredAt(leaf).containsAll(List.of(first, second)));
    }

    @Test
    void a_published_message_is_sent_and_acknowledged_after_it_is_stored() {
        LineClient client = LineClient.from(middle.host(), simulation.network, middle).send("STATUS");
        client.skipAll();
        client.send("PUBLISH text");
        simulation.run(Duration.ofSeconds(9));
        assertEquals(0, simulation.recorder.deliveredAt(other).size());

        journal.store();
        simulation.run(Duration.ofMillis(100));

        String reply = client.next();
        assertTrue(reply.startsWith("PUBLISHED " + middle), reply);
        assertEquals(1, simulation.recorder.deliveredAt(other).size());
    }

    @Test
    void heartbeats_do_not_wait_for_the_disk() {
        simulation.publish(other);
        simulation.run(Simulation.HEARTBEAT.multipliedBy(10));
        assertEquals(List.of(), simulation.recorder.deaths());
        assertEquals(0, simulation.recorder.misses());
    }

    @Test
    void a_message_that_was_not_stored_before_a_crash_is_received_again() {
        MessageId message = simulation.publish(other);
        simulation.run(Duration.ofMillis(100));
        simulation.cluster.crash(middle);
        journal.drop();

        simulation.cluster.startPeer(middle);
        simulation.settle();
        journal.store();

        assertTrue(simulation.recorder.deliveredAt(middle).contains(message));
    }
}
