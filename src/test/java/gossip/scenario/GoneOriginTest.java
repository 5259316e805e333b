package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.RandomSeeds;
import gossip.peer.PeerConfig;
import gossip.peer.broadcast.Retention;
import gossip.protocol.Address;
import gossip.protocol.Message.Exchange;
import gossip.protocol.MessageId;
import gossip.protocol.Origin;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Origins that are gone: peers forget them an hour after the last message, if they retain none, and no message is
 * delivered twice afterwards, although another peer retains it. {@link EventRecorder} fails if one is.
 */
class GoneOriginTest {

    private static PeerConfig retainingFive(PeerConfig config) {
        return Simulation.silent(config).withRetention(
                new Retention(OptionalInt.of(5), OptionalLong.empty(), Optional.empty()));
    }

    private static Address startArchive(Simulation simulation) {
        Address archive = new Address("10.1.0.1", 9000);
        simulation.allowFallingWatermarks();
        simulation.cluster.startPeer(archive, simulation.cluster.config().withRetention(Retention.DEFAULT));
        return archive;
    }

    @Test
    void a_peer_with_a_longer_retention_does_not_bring_back_what_others_have_forgotten() {
        RandomSeeds.upTo(3, randomSeed -> {
            Simulation simulation = new Simulation(randomSeed, 1, GoneOriginTest::retainingFive);
            simulation.cluster.startPeers(8);
            Address archive = startArchive(simulation);
            simulation.settle();
            Address gone = simulation.cluster.living().getFirst();
            Origin origin = simulation.cluster.peer(gone).origin();
            Set<MessageId> messages = new HashSet<>();
            for (int i = 0; i < 3; i++) {
                messages.add(simulation.publish(gone));
            }
            simulation.run(Duration.ofSeconds(1));
            simulation.cluster.crash(gone);
            for (int i = 0; i < 10; i++) {
                simulation.publish(simulation.cluster.living().getLast());
            }
            simulation.run(Duration.ofMinutes(90));
            assertTrue(simulation.cluster.living().stream().filter(peer -> !peer.equals(archive))
                    .allMatch(peer -> simulation.cluster.peer(peer).next(origin) == 0), "all have forgotten it");

            Address newcomer = simulation.cluster.startPeer();
            simulation.run(Duration.ofMinutes(90));

            assertTrue(simulation.recorder.deliveredAt(archive).containsAll(messages));
            assertFalse(simulation.recorder.deliveredAt(newcomer).isEmpty());
            MessageId last = simulation.publish(simulation.cluster.living().getFirst());
            simulation.run(Duration.ofSeconds(1));
            assertEquals(List.of(), simulation.peersLacking(Set.of(last)));
        });
    }

    @Test
    void peers_with_different_retention_exchange_less_and_less_often() {
        Simulation simulation = new Simulation(1, 1, GoneOriginTest::retainingFive);
        simulation.cluster.startPeers(8);
        startArchive(simulation);
        simulation.settle();
        for (Address peer : simulation.cluster.living()) {
            simulation.publish(peer);
            simulation.publish(peer);
        }
        simulation.cluster.crash(simulation.cluster.living().getFirst());
        simulation.run(Duration.ofMinutes(120));
        int[] lines = {0};
        simulation.observe((from, to, message) -> lines[0] += message instanceof Exchange ? 1 : 0);
        simulation.run(Duration.ofMinutes(60));
        assertTrue(lines[0] < 60 * 50, () -> lines[0] + " lines in an hour");
    }
}
