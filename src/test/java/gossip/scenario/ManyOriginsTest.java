package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.RandomSeeds;
import gossip.protocol.Address;
import gossip.protocol.Codec;
import gossip.protocol.LineBuffer;
import gossip.protocol.MessageId;
import gossip.sim.NetworkConditions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What a heartbeat costs on the network after peers have received messages of more unlisted origins than they remember.
 * {@link EventRecorder} fails if a message is delivered twice.
 */
class ManyOriginsTest {

    private static final int MESSAGES = RandomSeeds.isLongRun() ? 100_000 : 40_000;
    /** Below the number of unknown origins that a peer accepts in a heartbeat. */
    private static final int BATCH = 1000;
    private static final int HEARTBEATS = 20;
    /** What a peer retains by default, and the number of unlisted origins that it remembers. */
    private static final int RETAINED = 16_384;

    private final Simulation simulation = new Simulation(1, 1, Simulation::silent);
    private int clients;

    /** Lets three peers receive as many messages, of so many origins in turn. */
    private void start(int messages, int origins) {
        simulation.cluster.startPeers(3);
        simulation.settle();
        for (int i = 0; i < messages; i += BATCH) {
            receive(i, i + BATCH, origins);
        }
        simulation.run(Simulation.HEARTBEAT.multipliedBy(6));
        simulation.cluster.living().forEach(each -> assertTrue(
                simulation.cluster.peer(each).status().contains(" retained=" + RETAINED + " "), each::toString));
    }

    /** Starts a peer, and waits until it has received all retained messages. */
    private Address startNewcomer() {
        Address newcomer = simulation.cluster.startPeer();
        int before = -1;
        while (simulation.recorder.deliveredAt(newcomer).size() > before) {
            before = simulation.recorder.deliveredAt(newcomer).size();
            simulation.run(Simulation.HEARTBEAT.multipliedBy(4));
        }
        return newcomer;
    }

    /** Lets the first peer receive messages, and runs a heartbeat. */
    private void receive(int first, int end, int origins) {
        LineClient source = LineClient.neighborOf(
                simulation.network, simulation.cluster.living().getFirst(), 8000 + clients++);
        for (int i = first; i < end; i++) {
            int origin = i % origins;
            source.sendNow("GOSSIP 1 10." + origin / 40_000 + "." + origin / 200 % 200 + "." + origin % 200
                    + ":7000/1/" + i / origins + " x");
        }
        simulation.run(Simulation.HEARTBEAT);
        source.close();
    }

    private long bytesPerHeartbeat(int heartbeats) {
        long[] bytes = {0};
        simulation.observe((from, to, message) -> {
            LineBuffer line = new LineBuffer();
            Codec.encode(message, line);
            bytes[0] += line.toString().length();
        });
        simulation.run(Simulation.HEARTBEAT.multipliedBy(heartbeats));
        return bytes[0] / heartbeats;
    }

    private static long bytesAfter(int origins) {
        ManyOriginsTest test = new ManyOriginsTest();
        test.start(MESSAGES, origins);
        assertTrue(test.simulation.cluster.agree());
        return test.bytesPerHeartbeat(HEARTBEATS);
    }

    @Test
    void after_thousands_of_origins_a_heartbeat_takes_as_many_bytes_as_after_a_hundred() {
        long few = bytesAfter(100);
        long many = bytesAfter(MESSAGES);
        assertEquals(few, many, few * 0.1, "bytes in a heartbeat");
    }

    @Test
    void while_new_origins_displace_others_a_heartbeat_takes_few_bytes() {
        start(20_000, 20_000);
        long[] bytes = {0};
        for (int i = 0; i < HEARTBEATS; i++) {
            receive(20_000 + i, 20_001 + i, MESSAGES);
            bytes[0] += bytesPerHeartbeat(1);
        }
        assertTrue(simulation.cluster.agree());
        assertBytes(5000, bytes[0] / HEARTBEATS);
    }

    @Test
    void replayed_messages_of_evicted_origins_are_not_delivered_again_and_their_next_messages_are_delivered_once() {
        start(20_000, 20_000);
        Address first = simulation.cluster.living().getFirst();
        int before = simulation.recorder.deliveredAt(first).size();
        receive(0, BATCH, 20_000);
        assertEquals(before, simulation.recorder.deliveredAt(first).size());
        receive(20_000, 20_000 + BATCH, 20_000);
        simulation.run(Simulation.HEARTBEAT.multipliedBy(4));
        simulation.cluster.living().forEach(each ->
                assertEquals(before + BATCH, simulation.recorder.deliveredAt(each).size()));
        assertTrue(simulation.cluster.agree());
    }

    @Test
    void a_newcomer_that_differs_for_good_soon_costs_few_bytes_and_receives_lost_messages() {
        start(MESSAGES, MESSAGES);
        Address newcomer = startNewcomer();
        Address elder = simulation.cluster.living().getFirst();
        assertNotEquals(simulation.cluster.peer(elder).digest(), simulation.cluster.peer(newcomer).digest());
        assertBytes(5000, bytesPerHeartbeat(HEARTBEATS));

        long bytes = 0;
        for (int i = 0; i < 10; i++) {
            simulation.network.conditions(new LossyGossip(1));
            MessageId lost = simulation.publish(i % 2 == 0 ? elder : newcomer);
            simulation.run(Duration.ofSeconds(1));
            assertEquals(3, simulation.peersLacking(Set.of(lost)).size());
            simulation.network.conditions(NetworkConditions.delay(Duration.ofMillis(1), Duration.ofMillis(5)));
            bytes += bytesPerHeartbeat(4) / 10;
            assertEquals(List.of(), simulation.peersLacking(Set.of(lost)));
        }
        assertBytes(15_000, bytes);
    }

    @Test
    void an_hour_after_the_last_eviction_a_heartbeat_takes_few_bytes() {
        start(20_000, 20_000);
        simulation.run(Duration.ofMinutes(62));
        assertBytes(5000, bytesPerHeartbeat(HEARTBEATS));
    }

    private static void assertBytes(long most, long bytes) {
        assertTrue(bytes < most, () -> bytes + " bytes in a heartbeat");
    }
}
