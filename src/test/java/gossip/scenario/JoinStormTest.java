package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.protocol.Address;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Many unknown origins at once are no attack: no link is closed for them and every message arrives. */
class JoinStormTest {

    @Test
    void two_hundred_peers_that_start_at_once_with_ten_messages_each_lose_none_and_close_no_link() {
        Simulation simulation = new Simulation(1, 1, Simulation.messages(10));
        simulation.cluster.startPeers(200);
        simulation.run(Duration.ofMinutes(3));
        assertEquals(2000, simulation.recorder.generated().size());
        assertEquals(List.of(), simulation.peersLacking(simulation.recorder.generated()));
        assertEquals(List.of(), simulation.recorder.badInputs());
        assertTrue(simulation.cluster.agree());
    }

    @Test
    void halves_with_thousands_of_origins_that_heal_exchange_all_messages() {
        Simulation simulation = new Simulation(1, 1, Simulation::silent);
        simulation.cluster.startPeers(20);
        simulation.settle();
        List<Address> seeds = simulation.cluster.seedAddresses();
        Address first = simulation.cluster.living().getFirst();
        simulation.network.partition(address -> seeds.contains(address) ? 0
                : address.host().equals(first.host()) ? 1 + address.port() % 2 : 1 + first.port() % 2);
        for (int i = 0; i < 3000; i += 1000) {
            LineClient source = LineClient.neighborOf(simulation.network, first, 8000 + i / 1000);
            for (int j = i; j < i + 1000; j++) {
                source.sendNow("GOSSIP 1 10.9." + j / 200 + "." + j % 200 + ":7001/1/0 x");
            }
            simulation.run(Simulation.HEARTBEAT);
        }
        simulation.run(Simulation.HEARTBEAT.multipliedBy(10));
        simulation.network.heal();
        simulation.run(Simulation.HEARTBEAT.multipliedBy(16));
        assertTrue(simulation.cluster.agree());
        assertEquals(List.of(), simulation.recorder.badInputs());
        assertTrue(simulation.cluster.living().stream()
                .allMatch(peer -> simulation.recorder.deliveredAt(peer).size() == 3000));
    }
}
