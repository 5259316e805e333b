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
        assertTrue(bytes[0] / HEARTBEATS < 5000, () -> bytes[0] / HEARTBEATS + " bytes in a heartbeat");
    }

    @Test
    void peers_that_differ_for_good_exchange_little_and_find_a_lost_message() {
        start(17_000, 17_000);
        Address newcomer = simulation.cluster.startPeer();
        Address elder = simulation.cluster.living().getFirst();
        simulation.run(Simulation.HEARTBEAT.multipliedBy(70));
        long bytes = bytesPerHeartbeat(HEARTBEATS);
        assertNotEquals(simulation.cluster.peer(elder).digest(), simulation.cluster.peer(newcomer).digest());
        assertTrue(bytes < 5000, () -> bytes + " bytes in a heartbeat");

        simulation.network.conditions(new LossyGossip(1));
        MessageId lost = simulation.publish(elder);
        simulation.run(Duration.ofSeconds(1));
        assertEquals(3, simulation.peersLacking(Set.of(lost)).size());
        simulation.network.conditions(NetworkConditions.delay(Duration.ofMillis(1), Duration.ofMillis(5)));
        simulation.run(Simulation.HEARTBEAT.multipliedBy(4));
        assertEquals(List.of(), simulation.peersLacking(Set.of(lost)));
    }
}
