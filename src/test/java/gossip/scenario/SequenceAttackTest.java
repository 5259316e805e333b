package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.RandomSeeds;
import gossip.protocol.Address;
import gossip.protocol.MessageId;
import gossip.protocol.Origin;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** A neighbor forges sequence numbers, gaps and floors of a real origin. Its next 28 messages are all delivered. */
class SequenceAttackTest {

    private static final int BEFORE = 5;
    private static final int GENUINE = 28;

    /** Lets one connection send lines about a peer to each of two others, and checks the next messages of the peer. */
    private static void attack(long randomSeed, BiConsumer<LineClient, Origin> lines) {
        Simulation simulation = new Simulation(randomSeed, 1, Simulation::silent);
        simulation.cluster.startPeers(10);
        simulation.settle();
        Address source = simulation.randomPeer();
        Origin origin = simulation.cluster.peer(source).origin();
        Set<MessageId> genuine = new HashSet<>();
        for (int i = 0; i < BEFORE; i++) {
            genuine.add(simulation.publish(source));
        }
        simulation.run(Duration.ofSeconds(1));
        List<Address> others = simulation.cluster.living().stream().filter(peer -> !peer.equals(source)).toList();
        for (Address victim : others.subList(0, 2)) {
            lines.accept(LineClient.neighborOf(simulation.network, victim), origin);
        }
        simulation.run(Duration.ofSeconds(1));
        for (int i = 0; i < GENUINE; i++) {
            genuine.add(simulation.publish(source));
            simulation.run(Duration.ofMillis(200));
        }
        simulation.run(Duration.ofSeconds(1));
        assertEquals(BEFORE + GENUINE, genuine.size());
        assertEquals(List.of(), simulation.peersLacking(genuine));

        Address newcomer = simulation.cluster.startPeer();
        simulation.run(Simulation.HEARTBEAT);
        genuine.add(simulation.publish(source));
        simulation.run(Duration.ofSeconds(1));
        assertEquals(List.of(), simulation.peersLacking(genuine));
        assertEquals(List.of(), simulation.recorder.badInputs());
    }

    @Test
    void a_sequence_of_a_million_costs_only_itself() {
        RandomSeeds.upTo(3, randomSeed -> attack(randomSeed,
                (attacker, origin) -> attacker.send("GOSSIP 1 " + origin + "/1000000 x")));
    }

    @Test
    void nine_thousand_sequences_with_gaps_cost_only_themselves() {
        RandomSeeds.upTo(2, randomSeed -> attack(randomSeed, (attacker, origin) -> {
            for (int i = 0; i < 9000; i++) {
                attacker.sendNow("GOSSIP 1 " + origin + "/" + (100 + 2 * i) + " x");
                attacker.sendNow("GOSSIP 1 " + origin + "/" + (1_000_000 + 2 * i) + " x");
            }
        }));
    }

    @Test
    void a_floor_far_ahead_costs_nothing() {
        RandomSeeds.upTo(3, randomSeed -> attack(randomSeed, (attacker, origin) -> {
            String floor = "FLOOR " + origin.address() + " " + origin.start() + " ";
            for (long next : new long[] {40, 100_000, 1L << 60, Long.MAX_VALUE}) {
                attacker.send("DIGEST abc").send(floor + next + " 0").send("SUPPLIED -");
            }
        }));
    }

    @Test
    void after_a_floor_far_ahead_was_accepted_nothing_is_lost() {
        RandomSeeds.upTo(2, randomSeed -> {
            Simulation simulation = new Simulation(randomSeed, 1, Simulation::silent);
            simulation.cluster.startPeers(10);
            simulation.settle();
            Address source = simulation.randomPeer();
            Origin origin = simulation.cluster.peer(source).origin();
            simulation.publish(source);
            Address victim = simulation.cluster.living().stream()
                    .filter(peer -> !peer.equals(source)).findFirst().orElseThrow();
            simulation.run(Duration.ofSeconds(1));
            for (int port = 7001; port < 7003; port++) {
                LineClient.neighborOf(simulation.network, victim, port).send("DIGEST abc")
                        .send("FLOOR " + origin.address() + " " + origin.start() + " 1000000 0");
            }
            simulation.allowFallingWatermarks();
            simulation.run(Simulation.HEARTBEAT.multipliedBy(2));
            for (int i = 0; i < GENUINE; i++) {
                simulation.publish(source);
                simulation.run(Duration.ofMillis(200));
            }
            assertEquals(List.of(), simulation.peersLacking(simulation.messagesOfRunningPeers()));
            simulation.run(Simulation.HEARTBEAT.multipliedBy(6));
            assertEquals(1 + GENUINE, simulation.cluster.peer(victim).next(origin));
        });
    }

    @Test
    void old_messages_are_not_delivered_again() {
        RandomSeeds.upTo(2, randomSeed -> attack(randomSeed, (attacker, origin) -> {
            for (int copies = 0; copies < 3; copies++) {
                for (int i = 0; i < BEFORE; i++) {
                    attacker.send("GOSSIP 1 " + origin + "/" + i + " another text");
                }
            }
        }));
    }
}
