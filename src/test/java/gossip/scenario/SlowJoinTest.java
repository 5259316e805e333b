package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.protocol.Address;
import gossip.protocol.Message.Ping;
import gossip.sim.NetworkConditions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Joins where replies take long, as on a machine with too much work. Useless requests would add to it. */
class SlowJoinTest {

    @Test
    void peers_join_where_each_request_takes_almost_three_seconds() {
        Duration latency = Duration.ofMillis(700);
        Simulation simulation =
                new Simulation(1, 1, Simulation::silent, NetworkConditions.delay(latency, latency));
        simulation.cluster.startPeers(50);
        simulation.run(Duration.ofMinutes(3));
        assertEquals(1, simulation.cluster.components());
        assertTrue(simulation.cluster.degrees().stream().allMatch(degree -> degree > 0));
    }

    @Test
    void a_newcomer_asks_no_other_members_if_the_first_ones_do_not_reply_in_time() {
        Simulation simulation = new Simulation(1, 1, Simulation::silent);
        simulation.cluster.startPeers(100);
        simulation.settle();
        List<Address> members = simulation.cluster.living();
        members.forEach(member -> simulation.network.pause(member, Duration.ofSeconds(30)));
        Address newcomer = simulation.cluster.startPeer();
        int[] asked = {0};
        simulation.observe((from, to, message) -> asked[0] += message instanceof Ping && from.equals(newcomer) ? 1 : 0);
        simulation.run(Duration.ofMillis(2400));
        assertTrue(asked[0] >= 4 && asked[0] <= 8, () -> asked[0] + " members were asked in the first attempt");
        simulation.run(Simulation.HEARTBEAT.multipliedBy(4));
        assertTrue(simulation.cluster.peer(newcomer).neighbors().size() >= 2);
    }
}
