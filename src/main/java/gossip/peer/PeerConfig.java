package gossip.peer;

import gossip.peer.broadcast.Dissemination;
import gossip.protocol.Address;
import gossip.protocol.Message.Register;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/**
 * How a peer behaves. The defaults are those of the command line.
 *
 * @param name who says hello in the generated messages
 * @param seeds in the order in which they are tried
 * @param messages how many to generate; 0 for none
 * @param gossipInterval from one generated message to the next
 * @param pingInterval the heartbeat: from one PING of a neighbor to the next, and the pace of all upkeep
 * @param pingMisses how many PINGs in a row go unanswered before a neighbor is held for dead
 * @param links the m of the overlay: how many neighbors a newcomer chooses
 * @param maxDegree how many neighbors there may be in all
 * @param dissemination how messages spread
 * @param zone whose local time stands in the generated messages
 */
public record PeerConfig(
        String name,
        List<Address> seeds,
        int messages,
        Duration gossipInterval,
        Duration pingInterval,
        int pingMisses,
        int links,
        int maxDegree,
        Dissemination dissemination,
        ZoneId zone) {

    /** @throws IllegalArgumentException when a number is out of its range */
    public PeerConfig {
        seeds = List.copyOf(seeds);
        require(!seeds.isEmpty(), "at least one seed is needed");
        require(messages >= 0, "messages must not be negative");
        require(gossipInterval.isPositive() && pingInterval.isPositive(), "intervals must be longer than zero");
        require(pingMisses >= 1, "ping-misses must be 1 or more");
        require(links >= 1, "links must be 1 or more");
        require(maxDegree >= links, "max-degree must not be below links");
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    public static PeerConfig defaults(String name, List<Address> seeds) {
        return new PeerConfig(name, seeds, 10, Duration.ofSeconds(5), Duration.ofSeconds(13), 3, 2, 1000,
                Dissemination.FLOOD, ZoneId.systemDefault());
    }

    /** The majority that a peer registers with: floor(n/2)+1. */
    int registrations() {
        return seeds.size() / 2 + 1;
    }

    /**
     * Renewed every second heartbeat: it outlives two lost renewals, and who dies is found dead by its neighbors and
     * by the seed's probes before its lease ends.
     */
    Duration lease() {
        return pingInterval.multipliedBy(Register.HEARTBEATS_PER_LEASE);
    }
}
