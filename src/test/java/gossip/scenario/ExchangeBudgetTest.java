package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.peer.PeerConfig;
import gossip.peer.broadcast.Dissemination;
import gossip.protocol.Address;
import gossip.protocol.Message.Gossip;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Neighbors that request everything again and again take a bounded share of a core, and others are served. */
class ExchangeBudgetTest {

    private static final Duration HEARTBEAT = Duration.ofSeconds(1);
    private static final int MESSAGES = 1000;
    private static final int HEARTBEATS = 20;
    /** 10 % of a heartbeat, with 5 us for each message. */
    private static final int MOST = 20_000;

    private final Simulation simulation = new Simulation(1, 1, ExchangeBudgetTest::config);

    private static PeerConfig config(PeerConfig config) {
        return new PeerConfig(config.name(), config.seeds(), 0, config.gossipInterval(), HEARTBEAT,
                config.pingMisses(), config.links(), config.maxDegree(), Dissemination.FLOOD, config.zone());
    }

    private int attack(int attackers) {
        Address peer = simulation.cluster.startPeer();
        simulation.run(HEARTBEAT.multipliedBy(3));
        for (int i = 0; i < MESSAGES; i++) {
            simulation.cluster.peer(peer).publish("hello");
        }
        int[] sent = {0};
        List<LineClient> clients = IntStream.range(0, attackers)
                .mapToObj(i -> LineClient.neighborOf(simulation.network, peer, 7000 + i)).toList();
        simulation.observe((from, to, message) ->
                sent[0] += message instanceof Gossip && to.host().startsWith("192.168.") ? 1 : 0);
        for (int beat = 0; beat < HEARTBEATS; beat++) {
            for (LineClient client : clients) {
                for (int i = 0; i < 100; i++) {
                    client.sendNow("WATERMARKS - 1000 0");
                }
                client.sendNow("PING_REPLY " + (beat + 1) + " 192.168.0.9:7001 7 1 0 0");
                client.skipAll();
            }
            simulation.run(HEARTBEAT);
        }
        return sent[0];
    }

    @Test
    void one_neighbor_takes_about_half_of_the_budget_and_a_newcomer_receives_all_messages() {
        int sent = attack(1);
        assertTrue(sent <= HEARTBEATS * (MOST / 2 + MESSAGES), () -> sent + " messages");
        Address newcomer = simulation.cluster.startPeer();
        simulation.run(HEARTBEAT.multipliedBy(4));
        assertEquals(MESSAGES, simulation.recorder.deliveredAt(newcomer).size());
    }

    @Test
    void many_neighbors_together_take_no_more_than_the_budget() {
        int sent = attack(20);
        assertTrue(sent <= HEARTBEATS * MOST + 20 * MESSAGES, () -> sent + " messages");
    }
}
