package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.RandomSeeds;
import gossip.protocol.Address;
import gossip.protocol.Message.Members;
import gossip.protocol.MessageId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** A neighbor sends messages of thousands of invented origins. All real messages are delivered, to newcomers too. */
class OriginFloodAttackTest {

    private static final int FORGED = 20_000;
    /** The bound of the history. */
    private static final int MAX_UNLISTED = 16_384;
    /** The time of day at the start of a simulation. */
    private static final long NOW = 1_767_225_600_000L;

    private static void attack(long randomSeed, IntFunction<String> forgedOrigin) {
        Simulation simulation = new Simulation(randomSeed, 1, Simulation::silent);
        simulation.cluster.startPeers(10);
        simulation.settle();
        Set<MessageId> genuine = new HashSet<>();
        publishAll(simulation, genuine, 2);
        LineClient attacker = LineClient.neighborOf(simulation.network, simulation.randomPeer());
        for (int i = 0; i < FORGED; i++) {
            attacker.sendNow("GOSSIP 1 " + forgedOrigin.apply(i) + "/0 x");
            if (i % 2000 == 0) {
                publishAll(simulation, genuine, 1);
                simulation.run(Duration.ofMillis(100));
            }
        }
        simulation.run(Duration.ofSeconds(1));
        publishAll(simulation, genuine, 3);
        simulation.run(Duration.ofSeconds(1));
        assertEquals(10 * (2 + 10 + 3), genuine.size());
        assertEquals(List.of(), simulation.peersLacking(genuine));

        Address newcomer = simulation.cluster.startPeer();
        simulation.run(Simulation.HEARTBEAT);
        assertEquals(List.of(), simulation.peersLacking(genuine, List.of(newcomer)));
        genuine.add(simulation.publish(newcomer));
        publishAll(simulation, genuine, 1);
        simulation.run(Duration.ofSeconds(1));
        assertEquals(List.of(), simulation.peersLacking(genuine));
        assertEquals(List.of(), simulation.recorder.badInputs());
    }

    private static void publishAll(Simulation simulation, Set<MessageId> genuine, int count) {
        for (Address peer : simulation.cluster.living()) {
            for (int i = 0; i < count; i++) {
                genuine.add(simulation.publish(peer));
            }
        }
    }

    @Test
    void origins_that_start_far_ahead_are_not_accepted() {
        RandomSeeds.upTo(2, randomSeed -> attack(randomSeed,
                i -> "10.9." + i / 200 + "." + i % 200 + ":7000/" + ((1L << 53) - 1 - i)));
    }

    @Test
    void origins_that_start_later_than_the_real_ones_evict_none_of_them() {
        RandomSeeds.upTo(2, randomSeed -> attack(randomSeed,
                i -> "10.9." + i / 200 + "." + i % 200 + ":7000/" + (NOW + 60_000 + i)));
    }

    @Test
    void origins_with_the_addresses_of_real_peers_evict_none_of_them() {
        RandomSeeds.upTo(2, randomSeed -> attack(randomSeed, i -> "10.0.0.0:" + (10_000 + i % 10) + "/" + (NOW - i - 1)));
    }

    /** Returns a name of which all have the same hash code, because "Aa" and "BB" have the same. */
    private static String collidingName(int number) {
        StringBuilder name = new StringBuilder();
        for (int bit = 0; bit < 15; bit++) {
            name.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return name.toString();
    }

    @Test
    void origins_with_colliding_hash_codes_do_no_harm() {
        assertEquals(collidingName(0).hashCode(), collidingName(12345).hashCode());
        attack(1, i -> collidingName(i) + ":7000/" + NOW);
    }

    @Test
    void an_attack_over_many_heartbeats_evicts_no_real_origin_and_the_number_of_origins_is_bounded() {
        Simulation simulation = new Simulation(1, 1, Simulation::silent);
        simulation.cluster.startPeers(4);
        simulation.settle();
        Set<MessageId> genuine = new HashSet<>();
        publishAll(simulation, genuine, 1);
        Address victim = simulation.randomPeer();
        LineClient attacker = LineClient.neighborOf(simulation.network, victim);
        for (int beat = 0; beat < 20; beat++) {
            for (int i = 0; i < 1100; i++) {
                attacker.sendNow("GOSSIP 1 10.9." + beat + "." + i % 200 + ":" + (7000 + i) + "/" + NOW + "/0 x");
            }
            attacker.sendNow("PING_REPLY " + (beat + 1) + " 192.168.0.9:7001 7 1 0 0");
            publishAll(simulation, genuine, 1);
            simulation.run(Simulation.HEARTBEAT);
        }
        simulation.run(Duration.ofSeconds(1));
        assertEquals(List.of(), simulation.peersLacking(genuine));
        assertTrue(simulation.cluster.peer(victim).status().contains("dropped="));
    }

    /** Registers members, so that the lists of the seed are samples. */
    private static void register(Simulation simulation, int members) {
        List<LineClient> clients =
                LineClient.to(simulation.network, simulation.cluster.seedAddresses().getFirst(), members);
        for (int i = 0; i < members; i++) {
            clients.get(i).sendNow("REGISTER 10.8." + i / 200 + "." + i % 200 + ":7000 " + NOW + " 3 3600000 0");
        }
        simulation.run(Simulation.HEARTBEAT.multipliedBy(3));
    }

    /** Message 5 arrives beyond a gap. A peer that evicts its origin does not remember it, and delivers it again. */
    @Test
    void a_seed_confirms_an_origin_that_no_list_has_named_so_it_is_not_evicted() {
        Simulation simulation = new Simulation(1, 1, Simulation::silent);
        simulation.cluster.startPeers(3);
        simulation.settle();
        register(simulation, 1000);
        int[] questions = {0};
        simulation.observe((from, to, message) -> questions[0] += message instanceof Members ? 1 : 0);
        Address victim = simulation.randomPeer();
        LineClient member = LineClient.neighborOf(simulation.network, victim);
        List.of(0, 1, 5).forEach(number -> member.sendNow("GOSSIP 1 10.8.4.7:7000/" + NOW + "/" + number + " x"));
        simulation.run(Simulation.HEARTBEAT);
        member.close();
        assertEquals(0, questions[0]);
        int beats = 7;
        for (int beat = 0; beat < beats; beat++) {
            LineClient attacker = LineClient.neighborOf(simulation.network, victim, 8000 + beat);
            for (int i = 0; i < 4000; i++) {
                attacker.sendNow("GOSSIP 1 10.9." + beat + "." + i % 200 + ":" + (7000 + i) + "/" + NOW + "/0 x");
            }
            simulation.run(Simulation.HEARTBEAT);
            attacker.close();
        }
        int asked = questions[0];
        LineClient attacker = LineClient.neighborOf(simulation.network, victim, 9000);
        attacker.send("GOSSIP 1 10.8.4.7:7000/" + NOW + "/5 x");
        simulation.run(Simulation.HEARTBEAT.multipliedBy(10));
        assertTrue(asked > 0 && asked <= 3 * beats, () -> asked + " questions");
        assertEquals(asked, questions[0], "no question without new origins");
        simulation.cluster.living().forEach(peer ->
                assertTrue(simulation.recorder.deliveredAt(peer).size() > MAX_UNLISTED + 3));
    }

    @Test
    void a_neighbor_that_states_many_starts_of_its_own_lists_only_one_origin() {
        Simulation simulation = new Simulation(1, 1, Simulation::silent);
        Address victim = simulation.cluster.startPeer();
        simulation.run(Duration.ofSeconds(1));
        LineClient attacker = LineClient.neighborOf(simulation.network, victim);
        for (int beat = 0; beat < 20; beat++) {
            for (int i = 0; i < 1000; i++) {
                long start = beat * 1000 + i;
                attacker.sendNow("GOSSIP 1 " + LineClient.NEIGHBOR + "/" + start + "/0 x");
                attacker.sendNow("PING_REPLY " + (beat + 1) + " 192.168.0.9:7001 7 1 0 0 " + start);
            }
            simulation.run(Simulation.HEARTBEAT);
        }
        String status = simulation.cluster.peer(victim).status();
        assertTrue(status.contains(" origins=" + (MAX_UNLISTED + 1) + " "), status);
    }
}
