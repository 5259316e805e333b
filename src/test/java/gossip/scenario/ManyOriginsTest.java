package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.protocol.Address;
import gossip.protocol.Codec;
import gossip.protocol.LineBuffer;
import org.junit.jupiter.api.Test;

/** What a heartbeat costs on the network after a peer has received messages of many origins. */
class ManyOriginsTest {

    /** Below the number of unlisted origins that a peer remembers. */
    private static final int MESSAGES = 12_000;
    /** Below the number of unknown origins that a peer accepts in a heartbeat. */
    private static final int BATCH = 1000;
    private static final int HEARTBEATS = 20;

    /** Lets three peers receive as many messages, of so many origins in turn. Returns the bytes of a heartbeat. */
    private static long bytesPerHeartbeat(int origins) {
        Simulation simulation = new Simulation(1, 1, Simulation::silent);
        simulation.cluster.startPeers(3);
        simulation.settle();
        Address peer = simulation.cluster.living().getFirst();
        for (int i = 0; i < MESSAGES; i += BATCH) {
            LineClient source = LineClient.neighborOf(simulation.network, peer, 8000 + i / BATCH);
            for (int j = i; j < i + BATCH; j++) {
                int origin = j % origins;
                source.sendNow("GOSSIP 1 10." + origin / 40_000 + "." + origin / 200 % 200 + "." + origin % 200
                        + ":7000/1/" + j / origins + " x");
            }
            simulation.run(Simulation.HEARTBEAT);
            source.close();
        }
        simulation.run(Simulation.HEARTBEAT.multipliedBy(6));
        simulation.cluster.living().forEach(each -> assertTrue(
                simulation.cluster.peer(each).status().contains(" retained=" + MESSAGES + " "), each::toString));
        assertTrue(simulation.cluster.agree());

        long[] bytes = {0};
        simulation.observe((from, to, message) -> {
            LineBuffer line = new LineBuffer();
            Codec.encode(message, line);
            bytes[0] += line.toString().length();
        });
        simulation.run(Simulation.HEARTBEAT.multipliedBy(HEARTBEATS));
        return bytes[0] / HEARTBEATS;
    }

    @Test
    void after_twelve_thousand_origins_a_heartbeat_takes_as_many_bytes_as_after_a_hundred() {
        long few = bytesPerHeartbeat(100);
        long many = bytesPerHeartbeat(MESSAGES);
        assertEquals(few, many, few * 0.1, "bytes in a heartbeat");
    }
}
