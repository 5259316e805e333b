package gossip.peer.topology;

import gossip.node.Environment;
import gossip.node.Request;
import gossip.peer.broadcast.MessageHistory;
import gossip.peer.overlay.Overlay;
import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.Message.Ping;
import gossip.protocol.Message.PingReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Neighbors that were let go, looked after until it is certain that the overlay can do without the link: each
 * heartbeat asks them aside for their digest. Once both have the same and it is news, messages reach both by other
 * ways, and all is well. If they differ twice in a row, the link was needed, and is made again.
 *
 * <p>So shedding cannot tear the overlay for longer than that, however many shed at once: the links that stand and
 * those looked after here hold it together at any time. For the news that ends the care of one has come by links that
 * stood then; if one of these is let go later, it is itself cared for until later news has come by others.
 */
final class ShedLinkMonitor {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int MAX_SHED_LINKS = 16;

    private static final class ShedLink {
        private final long digest;
        private int differences;

        private ShedLink(long digest) {
            this.digest = digest;
        }
    }

    private final Environment environment;
    private final Overlay overlay;
    private final MessageHistory history;
    private final Consumer<Address> whenMissed;
    private final Map<Address, ShedLink> shedLinks = new LinkedHashMap<>();

    /** @param whenMissed makes the link again */
    ShedLinkMonitor(Environment environment, Overlay overlay, MessageHistory history, Consumer<Address> whenMissed) {
        this.environment = environment;
        this.overlay = overlay;
        this.history = history;
        this.whenMissed = whenMissed;
    }

    /** While so many are looked after, no other can be let go. */
    boolean isFull() {
        return shedLinks.size() >= MAX_SHED_LINKS;
    }

    void add(Address letGo) {
        shedLinks.put(letGo, new ShedLink(history.digest()));
    }

    void heartbeat() {
        shedLinks.keySet().removeIf(address -> !overlay.canConnect(address));
        new ArrayList<>(shedLinks.keySet()).forEach(this::ask);
    }

    private void ask(Address address) {
        ShedLink shedLink = shedLinks.get(address);
        Request.send(environment, address, new Ping(0, history.digest()), TIMEOUT, new Request.Callback() {
            @Override
            public boolean onReply(Message message) {
                if (message instanceof PingReply reply && shedLinks.get(address) == shedLink) {
                    compare(address, shedLink, reply.digest());
                }
                return message instanceof PingReply;
            }

            /** Whether it is dead is for its neighbors to find out. */
            @Override
            public void onFailure(String reason) {
                shedLinks.remove(address, shedLink);
            }
        });
    }

    private void compare(Address address, ShedLink shedLink, long digest) {
        boolean equal = digest == history.digest();
        shedLink.differences = equal ? 0 : shedLink.differences + 1;
        boolean needed = shedLink.differences >= 2;
        if (needed || equal && digest != shedLink.digest) {
            shedLinks.remove(address);
        }
        if (needed && overlay.canConnect(address)) {
            whenMissed.accept(address);
        }
    }
}
