package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.RandomSeeds;
import gossip.peer.broadcast.Dissemination;
import gossip.protocol.Address;
import gossip.protocol.MessageId;
import gossip.sim.NetworkConditions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Links of the broadcast tree break while messages are published. */
class BrokenTreeTest {

    private static final int PEERS = 100;
    private static final int BEFORE = 10;
    private static final int AFTER = 20;
    private static final Duration ROUND = Duration.ofSeconds(3);
    private static final Duration ROUND_TRIP = Duration.ofMillis(200);
    /** The first message after the cut finds the dead links, some of them one after the other. */
    private static final int FIRST_ROUND_TRIPS = 5;
    private static final int LATER_ROUND_TRIPS = 3;
    private static final NetworkConditions LATENCY =
            NetworkConditions.delay(Duration.ofMillis(10), Duration.ofMillis(100));

    private record Pair(Address one, Address other) {}

    private enum Cut {
        NONE,
        /** Both ends notice it. */
        CLOSED,
        /** Neither end notices it. */
        SILENT
    }

    /** Returns the nanoseconds until the last delivery of each message after the cut. */
    private static List<Long> rounds(long randomSeed, Cut cut) {
        Simulation simulation = new Simulation(randomSeed, 3, Simulation.silent(Dissemination.PRUNE), LATENCY);
        simulation.cluster.startPeers(PEERS);
        simulation.settle();
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < BEFORE + AFTER; i++) {
            if (i == BEFORE) {
                cutLinks(simulation, cut);
            }
            long start = simulation.network.now();
            MessageId id = simulation.publish(simulation.randomPeer());
            simulation.run(ROUND);
            if (i >= BEFORE) {
                assertEquals(List.of(), simulation.peersLacking(Set.of(id)), () -> cut + ": message " + id);
                times.add(simulation.recorder.lastDelivery() - start);
            }
        }
        return times;
    }

    private static void cutLinks(Simulation simulation, Cut cut) {
        Random random = new Random(simulation.randomSeed);
        List<Pair> links = new ArrayList<>();
        simulation.cluster.links().forEach((peer, others) -> others.stream()
                .filter(other -> peer.compareTo(other) < 0).forEach(other -> links.add(new Pair(peer, other))));
        Collections.sort(links, (a, b) -> a.toString().compareTo(b.toString()));
        int total = links.size();
        Collections.shuffle(links, random);
        List<Pair> left = new ArrayList<>(links);
        Set<Pair> cutPairs = new HashSet<>();
        for (Pair pair : links) {
            if (cutPairs.size() < total / 10) {
                left.remove(pair);
                if (isConnected(left)) {
                    cutPairs.add(pair);
                } else {
                    left.add(pair);
                }
            }
        }
        for (Pair pair : cutPairs) {
            switch (cut) {
                case NONE -> { }
                case SILENT -> {
                    simulation.network.silence(pair.one(), pair.other());
                    simulation.network.silence(pair.other(), pair.one());
                }
                case CLOSED -> simulation.network.breakLinks(pair.one(), pair.other());
            }
        }
        assertTrue(cutPairs.size() >= total / 10 - 1, () -> cutPairs.size() + " of " + total + " links cut");
    }

    private static boolean isConnected(List<Pair> links) {
        Set<Address> reached = new HashSet<>();
        reached.add(links.getFirst().one());
        boolean grows = true;
        while (grows) {
            grows = false;
            for (Pair link : links) {
                if (reached.contains(link.one()) != reached.contains(link.other())) {
                    reached.add(link.one());
                    reached.add(link.other());
                    grows = true;
                }
            }
        }
        return reached.size() == PEERS;
    }

    private static void assertRepaired(Cut cut) {
        RandomSeeds.upTo(2, randomSeed -> {
            List<Long> without = rounds(randomSeed, Cut.NONE);
            List<Long> with = rounds(randomSeed, cut);
            for (int i = 0; i < AFTER; i++) {
                int message = i;
                long more = with.get(i) - without.get(i);
                int allowed = i == 0 && cut == Cut.SILENT ? FIRST_ROUND_TRIPS : LATER_ROUND_TRIPS;
                assertTrue(more <= ROUND_TRIP.toNanos() * allowed,
                        () -> "message " + message + " after the cut took " + Duration.ofNanos(more) + " more");
            }
        });
    }

    @Test
    void messages_arrive_within_three_round_trips_more_when_one_link_in_ten_is_closed() {
        assertRepaired(Cut.CLOSED);
    }

    @Test
    void messages_arrive_within_three_round_trips_more_when_one_link_in_ten_dies_in_silence() {
        assertRepaired(Cut.SILENT);
    }
}
