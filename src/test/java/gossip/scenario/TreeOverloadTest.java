package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.RandomSeeds;
import gossip.peer.broadcast.Dissemination;
import gossip.protocol.Address;
import gossip.protocol.Message.Gossip;
import gossip.protocol.MessageId;
import gossip.sim.NetworkConditions;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Bursts that keep all peers busy for much longer than the timeouts of the tree. */
class TreeOverloadTest {

    private static final int PEERS = 50;
    private static final int MESSAGES = 10_000;
    private static final Duration WORK = Duration.ofNanos(100_000);

    /** Each peer works for {@link #WORK} on each line, once it is busy. */
    private static final class BusyPeers implements NetworkConditions {

        private boolean busy;

        @Override
        public long latency(Address from, Address to, RandomGenerator random) {
            return random.nextLong(100_000, 3_000_000);
        }

        @Override
        public long processing(Address node) {
            return busy ? WORK.toNanos() : 0;
        }
    }

    /** Publishes a burst from some peers, and asserts that all have all in time, and how many copies that takes. */
    private static void assertDelivered(long randomSeed, int origins) {
        BusyPeers conditions = new BusyPeers();
        Simulation simulation = new Simulation(
                randomSeed, 3, Simulation.silent(Dissemination.PRUNE), conditions);
        simulation.cluster.startPeers(PEERS);
        simulation.settle();
        List<Address> publishers = simulation.cluster.living().subList(0, origins);
        for (int i = 0; i < 10; i++) {
            simulation.publish(publishers.get(i % origins));
            simulation.run(Duration.ofMillis(200));
        }
        int[] copies = {0};
        simulation.observe((from, to, message) -> copies[0] += message instanceof Gossip ? 1 : 0);
        conditions.busy = true;
        for (int i = 0; i < MESSAGES / origins; i++) {
            publishers.forEach(peer -> simulation.cluster.peer(peer).publish("x"));
        }
        simulation.run(WORK.multipliedBy(3L * MESSAGES));

        List<MessageId> generated = List.copyOf(simulation.recorder.generated());
        assertEquals(MESSAGES + 10, generated.size());
        assertEquals(List.of(), simulation.peersLacking(simulation.recorder.generated()));
        double redundancy = copies[0] / (double) (MESSAGES * (PEERS - 1)) - 1;
        assertTrue(redundancy < 0.3, () -> redundancy + " redundant copies for each delivery");
    }

    @Test
    void a_burst_of_one_origin_arrives_in_three_times_its_work_with_few_redundant_copies() {
        RandomSeeds.upTo(1, 5, randomSeed -> assertDelivered(randomSeed, 1));
    }

    @Test
    void a_burst_of_all_origins_arrives_in_three_times_its_work_with_few_redundant_copies() {
        RandomSeeds.upTo(1, 5, randomSeed -> assertDelivered(randomSeed, PEERS));
    }
}
