package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.Message.Exchange;
import gossip.protocol.Message.Gossip;
import gossip.sim.NetworkConditions;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What anti-entropy between two peers costs, and that no neighbor can make it cost more. */
class ExchangeCostTest {

    private static final int ORIGINS = 4000;

    private final Simulation simulation = new Simulation(1, 1, Simulation::silent);
    private Address first;
    private Address second;
    private int lines;

    private record LosingGossip(Address to) implements NetworkConditions {
        @Override
        public long latency(Address from, Address target, RandomGenerator random) {
            return 2_000_000;
        }

        @Override
        public boolean loses(Address from, Address target, Message message, RandomGenerator random) {
            return message instanceof Gossip && target.equals(to);
        }
    }

    @BeforeEach
    void start() {
        simulation.cluster.startPeers(2);
        simulation.settle();
        first = simulation.cluster.living().getFirst();
        second = simulation.cluster.living().getLast();
        simulation.observe((from, to, message) -> lines += message instanceof Exchange ? 1 : 0);
    }

    /** Lets the first peer receive messages of so many further origins. */
    private void addOrigins(int from, int count) {
        for (int i = from; i < from + count; i += 500) {
            LineClient source = LineClient.neighborOf(simulation.network, first, 8000 + i / 5);
            for (int j = i; j < Math.min(from + count, i + 500); j++) {
                source.sendNow("GOSSIP 1 10.9." + j / 200 + "." + j % 200 + ":7000/1/0 x");
            }
            simulation.run(Simulation.HEARTBEAT);
        }
    }

    private int retained(Address peer) {
        return Integer.parseInt(simulation.cluster.peer(peer).status().replaceAll(".* retained=(\\d+) .*", "$1"));
    }

    @Test
    void peers_that_differ_in_five_of_four_thousand_origins_exchange_few_lines() {
        addOrigins(0, ORIGINS);
        simulation.run(Simulation.HEARTBEAT.multipliedBy(4));
        assertEquals(ORIGINS, retained(second));
        simulation.network.conditions(new LosingGossip(second));
        addOrigins(ORIGINS, 5);
        simulation.network.conditions(NetworkConditions.delay(Duration.ofMillis(1), Duration.ofMillis(5)));
        lines = 0;
        simulation.run(Simulation.HEARTBEAT.multipliedBy(4));
        assertTrue(simulation.cluster.agree());
        assertEquals(ORIGINS + 5, retained(second));
        // For each origin: BUCKETS and SUMS at three depths, and a list of at most 16 lines with its answer.
        assertTrue(lines <= 5 * (3 * 2 + 16 + 3), () -> lines + " lines");
    }

    @Test
    void peers_with_the_same_messages_exchange_nothing() {
        addOrigins(0, 1000);
        simulation.run(Simulation.HEARTBEAT.multipliedBy(4));
        lines = 0;
        simulation.run(Duration.ofMinutes(10));
        assertEquals(0, lines);
    }

    @Test
    void a_longer_list_than_any_peer_sends_closes_the_link() {
        assertEquals(List.of(), simulation.recorder.badInputs());
        LineClient neighbor = LineClient.neighborOf(simulation.network, first);
        neighbor.send("WATERMARKS - 1 16").send("WATERMARKS - 1 16");
        assertEquals("ERROR WATERMARKS is not for a neighbor", neighbor.next());
        assertEquals("(closed)", neighbor.next());
    }

    @Test
    void a_neighbor_that_asks_again_and_again_is_sent_a_bounded_number_of_messages_in_a_heartbeat() {
        addOrigins(0, 1000);
        int[] sent = {0};
        LineClient neighbor = LineClient.neighborOf(simulation.network, first, 7009);
        simulation.observe((from, to, message) -> sent[0] += message instanceof Gossip ? 1 : 0);
        for (int i = 0; i < 3000; i++) {
            neighbor.sendNow("WATERMARKS - 1000 0");
        }
        simulation.run(Duration.ofSeconds(5));
        assertTrue(sent[0] >= 1000 && sent[0] <= 65_536 + 20 * 1000, () -> sent[0] + " messages");
    }

    @Test
    void a_neighbor_that_repeats_its_digest_and_never_answers_causes_one_request_for_each() {
        addOrigins(0, 1000);
        LineClient neighbor = LineClient.neighborOf(simulation.network, first, 7009);
        lines = 0;
        for (int i = 0; i < 1000; i++) {
            neighbor.sendNow("DIGEST abc");
        }
        simulation.run(Duration.ofSeconds(5));
        assertTrue(lines <= 1001, () -> lines + " lines");
    }
}
