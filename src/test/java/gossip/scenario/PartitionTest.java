package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.RandomSeeds;
import gossip.peer.broadcast.Dissemination;
import gossip.protocol.Address;
import java.time.Duration;
import java.util.List;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two halves of a network publish messages during a partition. After its end, all peers receive all messages. */
@ParameterizedClass
@EnumSource
class PartitionTest {

    @Parameter
    Dissemination dissemination;

    @ParameterizedTest
    @EnumSource
    void a_partition_of_ten_minutes_heals_within_three_heartbeats(Cut cut) {
        RandomSeeds.upTo(1, randomSeed -> heals(randomSeed, cut));
    }

    private void heals(long randomSeed, Cut cut) {
        Simulation simulation = new Simulation(randomSeed, 3, Simulation.silent(dissemination));
        simulation.cluster.startPeers(100);
        simulation.settle();

        simulation.network.partition(cut.sides(simulation.cluster.seedAddresses()));
        simulation.publishRepeatedly(Duration.ofMinutes(10), Duration.ofSeconds(7));
        long apart = simulation.cluster.living().stream()
                .mapToLong(peer -> simulation.cluster.peer(peer).digest()).distinct().count();
        assertTrue(apart > 1, simulation::toString);
        simulation.network.heal();
        simulation.run(Simulation.HEARTBEAT.multipliedBy(3));

        simulation.assertConverged();
        assertTrue(simulation.cluster.agree(), simulation::toString);
    }

    @Test
    void a_partition_of_30_s_causes_no_death_and_heals_within_a_heartbeat() {
        RandomSeeds.upTo(3, randomSeed -> {
            Simulation simulation = new Simulation(randomSeed, 3, Simulation.silent(dissemination));
            simulation.cluster.startPeers(100);
            simulation.settle();

            simulation.network.partition(Cut.SEEDS_ON_BOTH_SIDES.sides(simulation.cluster.seedAddresses()));
            simulation.publishRepeatedly(Duration.ofSeconds(30), Duration.ofSeconds(3));
            assertTrue(simulation.recorder.misses() > 0);
            simulation.network.heal();
            simulation.run(Simulation.HEARTBEAT);

            simulation.assertConverged();
            assertEquals(List.of(), simulation.recorder.deaths());
        });
    }

    enum Cut {
        SEEDS_ON_BOTH_SIDES, SEEDS_ON_ONE_SIDE, SEEDS_REACH_BOTH;

        /** Returns the side of each address. Peers are divided by the parity of their port; side 0 reaches both. */
        ToIntFunction<Address> sides(List<Address> seeds) {
            return address -> {
                if (!seeds.contains(address)) {
                    return 1 + address.port() % 2;
                }
                return switch (this) {
                    case SEEDS_ON_BOTH_SIDES -> address.equals(seeds.getFirst()) ? 1 : 2;
                    case SEEDS_ON_ONE_SIDE -> 1;
                    case SEEDS_REACH_BOTH -> 0;
                };
            };
        }
    }
}
