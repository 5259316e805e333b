package gossip.peer.topology;

import gossip.node.Environment;
import gossip.peer.broadcast.MessageHistory;
import gossip.peer.overlay.Overlay;
import gossip.peer.overlay.PingRequest;
import gossip.protocol.Address;
import gossip.protocol.Message.Ping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Former neighbors whose links were shed, and a check that the overlay does without these links.
 *
 * <pre>
 * monitored --equal digests, and newer than at the closing--> not needed
 *     |------two consecutive different digests--------------> needed, opened again
 *     +------no reply, or linked again----------------------> dropped
 * </pre>
 *
 * <p>Each heartbeat compares digests with each former neighbor on a separate connection.
 */
final class ShedLinkMonitor {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int MAX_SHED_LINKS = 16;

    private static final class ShedLink {
        /** Digest of this peer when the link was closed. */
        private final long digest;
        /** Consecutive replies with another digest. */
        private int differences;

        private ShedLink(long digest) {
            this.digest = digest;
        }
    }

    private final Environment environment;
    private final Overlay overlay;
    private final MessageHistory history;
    private final Consumer<Address> reopen;
    private final Map<Address, ShedLink> shedLinks = new LinkedHashMap<>();

    ShedLinkMonitor(Environment environment, Overlay overlay, MessageHistory history, Consumer<Address> reopen) {
        this.environment = environment;
        this.overlay = overlay;
        this.history = history;
        this.reopen = reopen;
    }

    /** Returns whether so many links are monitored that no other may be shed. */
    boolean isFull() {
        return shedLinks.size() >= MAX_SHED_LINKS;
    }

    void add(Address formerNeighbor) {
        shedLinks.put(formerNeighbor, new ShedLink(history.digest()));
    }

    void heartbeat() {
        shedLinks.keySet().removeIf(address -> !overlay.canConnect(address));
        new ArrayList<>(shedLinks.keySet()).forEach(this::requestDigest);
    }

    /** A peer that does not reply is dropped. Its neighbors detect whether it is dead. */
    private void requestDigest(Address address) {
        ShedLink shedLink = shedLinks.get(address);
        PingRequest.send(environment, address, new Ping(0, history.digest()), TIMEOUT,
                reply -> {
                    if (shedLinks.get(address) == shedLink) {
                        compare(address, shedLink, reply.digest());
                    }
                },
                () -> shedLinks.remove(address, shedLink));
    }

    private void compare(Address address, ShedLink shedLink, long digest) {
        boolean equal = digest == history.digest();
        shedLink.differences = equal ? 0 : shedLink.differences + 1;
        boolean needed = shedLink.differences >= 2;
        if (needed || equal && digest != shedLink.digest) {
            shedLinks.remove(address);
        }
        if (needed && overlay.canConnect(address)) {
            reopen.accept(address);
        }
    }
}
