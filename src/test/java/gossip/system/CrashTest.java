package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.protocol.Address;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A crashed peer is declared dead by its neighbors and removed by the seed, and can be started again. */
@Isolated
class CrashTest {

    private static final Duration HEARTBEAT = Duration.ofMillis(300);
    /** How late a heartbeat may be that is due when the peer crashes. */
    private static final long JITTER_MILLIS = 50;
    private static final long AT_MOST_MILLIS = 10_000;

    private final LiveNetwork network = new LiveNetwork(HEARTBEAT);
    private Address seed;
    private List<Address> peers;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        seed = network.startSeed();
        peers = network.startPeers(5, 0);
    }

    @AfterEach
    void end() {
        network.close();
    }

    /** Returns the neighbors, once the peer has answered a PING of each, so that both ends know all links. */
    private List<Address> connectedNeighbors(Address victim) throws InterruptedException {
        List<Address> neighbors = network.neighbors(victim);
        for (Address neighbor : neighbors) {
            network.events.await(neighbor + " to get a PING_REPLY from " + victim,
                    () -> network.events.has(neighbor, "PING_REPLY_RECEIVED", victim));
        }
        return neighbors;
    }

    @Test
    void a_crashed_peer_is_declared_dead_at_the_third_miss_and_removed_by_the_seed() throws InterruptedException {
        Address victim = peers.getFirst();
        List<Address> neighbors = connectedNeighbors(victim);
        long crash = System.nanoTime();
        network.crash(victim);

        for (Address neighbor : neighbors) {
            network.events.await(neighbor + " to report", () -> network.events.has(neighbor, "DEATH_REPORTED", victim));
            assertEquals(
                    List.of("NEIGHBOR_DISCONNECTED", "PING_MISSED 1", "PING_MISSED 2", "PING_MISSED 3", "NEIGHBOR_DEAD",
                            "DEATH_REPORTED"),
                    network.events.of(neighbor).stream()
                            .filter(entry -> entry.about().equals(victim.toString()) && entry.nanos() > crash)
                            .map(LiveEvents.Entry::event)
                            // One may have been in flight.
                            .filter(event -> !event.equals("PING_REPLY_RECEIVED")).toList(),
                    neighbor::toString);
            long took = LiveEvents.millis(crash, network.events.of(neighbor, "NEIGHBOR_DEAD").getFirst());
            assertTrue(took >= 2 * HEARTBEAT.toMillis() - JITTER_MILLIS && took <= AT_MOST_MILLIS,
                    () -> neighbor + " declared it dead after " + took + " ms");
        }
        network.events.await("the removal by the seed", () -> network.events.has(seed, "PEER_REMOVED", victim));
        assertEquals(4, network.members(seed));

        List<Address> others = peers.subList(1, peers.size());
        others.forEach(peer -> network.type(peer, "I am still here"));
        network.awaitDelivery(others);
        Set<String> dead = network.events.of("NEIGHBOR_DEAD").stream().map(LiveEvents.Entry::about)
                .collect(Collectors.toSet());
        assertEquals(Set.of(victim.toString()), dead);
    }

    @Test
    void a_peer_that_is_started_again_at_its_address_joins_and_receives_all_messages()
            throws IOException, InterruptedException {
        Address address = peers.getFirst();
        Address neighbor = connectedNeighbors(address).getFirst();
        network.type(address, "before");
        network.awaitDelivery(peers);
        network.crash(address);
        network.events.await("a free port", () -> network.events.has(neighbor, "PING_MISSED 1", address));

        network.startPeer(0, address.port());

        network.events.await("a second join", () -> network.events.of(address, "JOINED").size() == 2);
        network.type(address, "after");
        network.type(peers.getLast(), "welcome back");
        network.awaitDelivery(peers.subList(1, peers.size()));
        network.events.await("the old and the new message", () -> network.deliveries(address).size() == 2);
        assertEquals(5, network.members(seed));
    }
}
