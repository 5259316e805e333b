package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.peer.broadcast.Dissemination;
import gossip.protocol.Address;
import java.time.Duration;
import java.util.List;
import java.util.function.ToIntFunction;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A network cut in two halves for ten minutes, in which both go on; and whole again within three heartbeats. */
@ParameterizedClass
@EnumSource
class PartitionTest {

    @Parameter
    Dissemination dissemination;

    @ParameterizedTest
    @CsvSource({
        "1, SEEDS_ON_BOTH_SIDES", "2, SEEDS_ON_BOTH_SIDES", "3, SEEDS_ON_BOTH_SIDES",
        "1, SEEDS_ON_ONE_SIDE", "2, SEEDS_ON_ONE_SIDE", "3, SEEDS_ON_ONE_SIDE",
        "1, SEEDS_REACH_BOTH", "2, SEEDS_REACH_BOTH", "3, SEEDS_REACH_BOTH"})
    void it_heals(long randomSeed, Cut cut) {
        Simulation simulation = new Simulation(randomSeed, 3, Simulation.silent(dissemination));
        simulation.cluster.startPeers(100);
        simulation.settle();

        simulation.network.partition(cut.sides(simulation.cluster.seedAddresses()));
        simulation.chatter(Duration.ofMinutes(10), Duration.ofSeconds(7));
        long apart = simulation.cluster.living().stream()
                .mapToLong(peer -> simulation.cluster.peer(peer).digest()).distinct().count();
        assertTrue(apart > 1, simulation::toString);
        simulation.network.heal();
        simulation.run(Simulation.HEARTBEAT.multipliedBy(3));

        simulation.assertWhole(simulation.cluster.living());
        assertTrue(simulation.cluster.agree(), simulation::toString);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3"})
    void one_too_short_for_a_verdict_leaves_no_trace(long randomSeed) {
        Simulation simulation = new Simulation(randomSeed, 3, Simulation.silent(dissemination));
        simulation.cluster.startPeers(100);
        simulation.settle();

        simulation.network.partition(Cut.SEEDS_ON_BOTH_SIDES.sides(simulation.cluster.seedAddresses()));
        simulation.chatter(Duration.ofSeconds(30), Duration.ofSeconds(3));
        simulation.network.heal();
        simulation.run(Simulation.HEARTBEAT);

        simulation.assertWhole(simulation.cluster.living());
        assertEquals(List.of(), simulation.recorder.deaths(), simulation::toString);
    }

    enum Cut {
        SEEDS_ON_BOTH_SIDES, SEEDS_ON_ONE_SIDE, SEEDS_REACH_BOTH;

        /** Peers by the parity of their port. */
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
