package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.protocol.Address;
import gossip.protocol.PeerId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A seed that reaches no host removes no peer because of a report. */
class CutOffSeedTest {

    private final Simulation simulation = new Simulation(1, 1, Simulation::silent);
    private final Address seed = simulation.cluster.seedAddresses().getFirst();
    private final Address peer = new Address("10.1.0.1", 7001);

    private CutOffSeedTest() {
        for (int host = 1; host <= 4; host++) {
            simulation.cluster.startPeer(new Address("10.1.0." + host, 7001));
        }
        simulation.settle();
    }

    private String report() {
        LineClient client = LineClient.to(simulation.network, seed).send("DEAD " + peer);
        simulation.run(Duration.ofSeconds(8));
        return client.next();
    }

    @Test
    void a_report_is_not_decided_while_no_other_host_replies_either() {
        simulation.network.partition(address -> address.host().startsWith("10.") ? 2 : 1);
        assertEquals("ERROR this seed cannot find out whether " + peer + " runs", report());
        assertEquals(List.of(), simulation.recorder.removals());
        assertEquals(4, simulation.cluster.seed(seed).members());
    }

    @Test
    void a_silent_peer_is_removed_if_another_host_replies() {
        PeerId id = simulation.cluster.peer(peer).id();
        simulation.network.cutPower(peer);
        assertEquals("REMOVED " + peer, report());
        assertEquals(List.of(id + " dead"), simulation.recorder.removals());
    }
}
