package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.protocol.Address;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A seed that was paused during a probe repeats the probe before it removes a peer. */
class LateSeedTest {

    private final Simulation simulation = new Simulation(1, 1, Simulation::silent);
    private final Address seed = simulation.cluster.seedAddresses().getFirst();

    /** Reports a peer that is paused for this time, to a seed that is paused from 1.2 s to 8.2 s after the report. */
    private LineClient report(Duration pause) {
        simulation.cluster.startPeers(5);
        simulation.settle();
        Address peer = simulation.randomPeer();
        simulation.network.pause(peer, pause);
        LineClient client = LineClient.to(simulation.network, seed).send("DEAD " + peer);
        simulation.run(Duration.ofMillis(1150));
        simulation.network.pause(seed, Duration.ofSeconds(7));
        simulation.run(Duration.ofSeconds(30));
        return client;
    }

    @Test
    void a_peer_that_replies_to_the_repeated_probe_stays() {
        LineClient client = report(Duration.ofSeconds(10));
        assertEquals("ALIVE", client.next().split(" ")[0]);
        assertEquals(List.of(), simulation.recorder.removals());
    }

    @Test
    void a_peer_that_does_not_reply_to_the_repeated_probe_is_removed() {
        LineClient client = report(Duration.ofMinutes(10));
        assertEquals("REMOVED", client.next().split(" ")[0]);
        assertEquals(1, simulation.recorder.removals().size());
    }
}
