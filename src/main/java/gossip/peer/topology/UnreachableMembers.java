package gossip.peer.topology;

import gossip.node.Environment;
import gossip.node.PeerListener;
import gossip.protocol.Address;
import gossip.protocol.Host;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Warnings about listed members that cannot be dialed: at most one for each member in a minute, and a bounded number.
 */
final class UnreachableMembers {

    /** Members that this peer warned about within the last minute. Beyond this number it does not warn. */
    static final int MAX_WARNED = 256;
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Address self;
    private final Environment environment;
    private final PeerListener listener;
    /** Times of the warnings in nanoseconds, oldest first. */
    private final Map<Address, Long> warned = new LinkedHashMap<>();

    UnreachableMembers(Address self, Environment environment, PeerListener listener) {
        this.self = self;
        this.environment = environment;
        this.listener = listener;
    }

    void warn(Address member, String reason) {
        long now = environment.nanoTime();
        warned.values().removeIf(time -> now - time >= PAUSE.toNanos());
        if (warned.size() < MAX_WARNED && warned.putIfAbsent(member, now) == null) {
            listener.memberUnreachable(member, reason + explanation(member));
        }
    }

    /** Of two hosts, one that is named by a loopback address cannot be dialed by the other. */
    private String explanation(Address member) {
        boolean loopback = Host.isLoopback(member.host());
        return loopback == Host.isLoopback(self.host()) ? "" : "; " + (loopback ? member : self).host()
                + " can be dialed only from its own machine, so " + (loopback ? "that peer" : "this peer")
                + " needs --listen with another address";
    }
}
