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

/** A peer that ends without a word is found by its neighbors, removed at the seed, and can come back. */
@Isolated
class CrashTest {

    private static final Duration HEARTBEAT = Duration.ofMillis(300);
    /** A beat that is due just when the peer ends may come this late. */
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

    /** Once each of them has its PINGs answered by it, the links stand at both ends. */
    private List<Address> watchersOf(Address victim) throws InterruptedException {
        List<Address> watchers = network.neighbors(victim);
        for (Address watcher : watchers) {
            network.events.await(watcher + " to ping " + victim,
                    () -> network.events.has(watcher, "PING_REPLY_RECEIVED", victim));
        }
        return watchers;
    }

    @Test
    void its_neighbors_find_it_dead_at_the_third_miss_the_seed_removes_it_and_gossip_goes_on() throws InterruptedException {
        Address victim = peers.getFirst();
        List<Address> watchers = watchersOf(victim);
        long crash = System.nanoTime();
        network.crash(victim);

        for (Address watcher : watchers) {
            network.events.await(watcher + " to report", () -> network.events.has(watcher, "DEATH_REPORTED", victim));
            assertEquals(
                    List.of("NEIGHBOR_DISCONNECTED", "PING_MISSED 1", "PING_MISSED 2", "PING_MISSED 3", "NEIGHBOR_DEAD",
                            "DEATH_REPORTED"),
                    network.events.of(watcher).stream()
                            .filter(entry -> entry.about().equals(victim.toString()) && entry.nanos() > crash)
                            .map(LiveEvents.Entry::event)
                            // One may have been on its way.
                            .filter(event -> !event.equals("PING_REPLY_RECEIVED")).toList(),
                    watcher::toString);
            long took = LiveEvents.millis(crash, network.events.of(watcher, "NEIGHBOR_DEAD").getFirst());
            assertTrue(took >= 2 * HEARTBEAT.toMillis() - JITTER_MILLIS && took <= AT_MOST_MILLIS,
                    () -> watcher + " found it after " + took + " ms");
        }
        network.events.await("the seed to remove it", () -> network.events.has(seed, "PEER_REMOVED", victim));
        assertEquals(4, network.members(seed));

        List<Address> others = peers.subList(1, peers.size());
        others.forEach(peer -> network.type(peer, "I am still here"));
        network.awaitDelivery(others);
        Set<String> dead = network.events.of("NEIGHBOR_DEAD").stream().map(LiveEvents.Entry::about)
                .collect(Collectors.toSet());
        assertEquals(Set.of(victim.toString()), dead);
    }

    @Test
    void the_same_address_started_again_is_a_new_life_that_receives() throws IOException, InterruptedException {
        Address address = peers.getFirst();
        Address watcher = watchersOf(address).getFirst();
        network.type(address, "before");
        network.awaitDelivery(peers);
        network.crash(address);
        network.events.await("its port to be free", () -> network.events.has(watcher, "PING_MISSED 1", address));

        network.startPeer(0, address.port());

        network.events.await("it to join", () -> network.events.of(address, "JOINED").size() == 2);
        network.type(address, "after");
        network.type(peers.getLast(), "welcome back");
        network.awaitDelivery(peers.subList(1, peers.size()));
        network.events.await("the old and the new message at it", () -> network.deliveries(address).size() == 2);
        assertEquals(5, network.members(seed));
    }
}
