package gossip.peer;

import gossip.node.Control;
import gossip.node.SignatureService;
import gossip.peer.broadcast.Dissemination;
import gossip.peer.broadcast.Retention;
import gossip.protocol.Address;
import gossip.protocol.Codec;
import gossip.protocol.Identity;
import gossip.protocol.Message.Register;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * The configuration of a peer. {@link #defaults} returns the defaults of the command line. Immutable.
 *
 * @param name name of the peer in generated messages and in its status
 * @param seeds addresses of all seeds, 1 or more; the peer registers with a majority, in this order
 * @param messages number of messages to generate, 0 or more
 * @param gossipInterval time between two generated messages, longer than zero
 * @param pingInterval time between two heartbeats, longer than zero; also the interval of all periodic work
 * @param pingMisses consecutive PINGs without a reply after which a neighbor is declared dead, 1 or more
 * @param links number of neighbors that a joining peer chooses, 1 or more; the m of preferential attachment
 * @param maxDegree maximum number of neighbors, {@code links} or more
 * @param dissemination how messages spread over the links
 * @param zone time zone of the timestamps in messages
 * @param network name of the network; peers and seeds of other networks are refused
 * @param retention which messages the peer retains for peers that lack them
 * @param control who may publish through this peer and watch it
 * @param signatures signs the messages of this peer; if empty, messages are not signed
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
        ZoneId zone,
        String network,
        Retention retention,
        Control control,
        Optional<SignatureService> signatures) {

    /** @throws IllegalArgumentException if a value is out of its range */
    public PeerConfig {
        seeds = List.copyOf(seeds);
        require(!seeds.isEmpty(), "at least one seed is needed");
        require(messages >= 0, "messages must be 0 or more");
        require(gossipInterval.isPositive() && pingInterval.isPositive(), "intervals must be longer than zero");
        require(pingMisses >= 1, "ping-misses must be 1 or more");
        require(links >= 1, "links must be 1 or more");
        require(maxDegree >= links, "max-degree must not be below links");
    }

    /** Creates a configuration for the default network, with the default retention. */
    public PeerConfig(String name, List<Address> seeds, int messages, Duration gossipInterval, Duration pingInterval,
            int pingMisses, int links, int maxDegree, Dissemination dissemination, ZoneId zone) {
        this(name, seeds, messages, gossipInterval, pingInterval, pingMisses, links, maxDegree, dissemination, zone,
                Identity.DEFAULT_NETWORK, Retention.DEFAULT, Control.LOCAL, Optional.empty());
    }

    /** Returns the same configuration for another network. */
    public PeerConfig withNetwork(String other) {
        return new PeerConfig(name, seeds, messages, gossipInterval, pingInterval, pingMisses, links, maxDegree,
                dissemination, zone, other, retention, control, signatures);
    }

    /** Returns the same configuration with other limits of retention. */
    public PeerConfig withRetention(Retention other) {
        return new PeerConfig(name, seeds, messages, gossipInterval, pingInterval, pingMisses, links, maxDegree,
                dissemination, zone, network, other, control, signatures);
    }

    /** Returns the same configuration with another rule of control. */
    public PeerConfig withControl(Control other) {
        return new PeerConfig(name, seeds, messages, gossipInterval, pingInterval, pingMisses, links, maxDegree,
                dissemination, zone, network, retention, other, signatures);
    }

    /** Returns the same configuration of a peer that signs its messages and accepts only signed ones. */
    public PeerConfig withSignatures(SignatureService other) {
        return new PeerConfig(name, seeds, messages, gossipInterval, pingInterval, pingMisses, links, maxDegree,
                dissemination, zone, network, retention, control, Optional.of(other));
    }

    /** Returns the maximum length of the text of a message in bytes. */
    int maxText() {
        return signatures.isPresent() ? Codec.MAX_SIGNED_TEXT : Codec.MAX_TEXT;
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /**
     * Returns the defaults: 10 messages, one every 5 s; heartbeat 13 s, 3 misses; 2 links, maximum degree 1,000;
     * flooding; the time zone of the system.
     */
    public static PeerConfig defaults(String name, List<Address> seeds) {
        return new PeerConfig(name, seeds, 10, Duration.ofSeconds(5), Duration.ofSeconds(13), 3, 2, 1000,
                Dissemination.FLOOD, ZoneId.systemDefault());
    }

    /** Returns the number of seeds to register with: the majority floor(n/2)+1 of n seeds. */
    int registrations() {
        return seeds.size() / 2 + 1;
    }

    /**
     * Returns the lease to request from seeds, 7 heartbeats but at most one hour. It is renewed at every second
     * heartbeat, so it outlasts two failed renewals. Death reports remove a dead peer before its lease expires.
     */
    Duration lease() {
        // The first call of multipliedBy or dividedBy takes 26 to 30 ms of CPU on JDK 25: it initializes BigDecimal.
        Duration lease = Duration.ofNanos(pingInterval.toNanos() * Register.HEARTBEATS_PER_LEASE);
        return lease.compareTo(Register.MAX_LEASE) < 0 ? lease : Register.MAX_LEASE;
    }
}
