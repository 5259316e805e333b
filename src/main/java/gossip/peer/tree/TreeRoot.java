package gossip.peer.tree;

import gossip.node.Environment;
import gossip.peer.overlay.Neighbor;
import gossip.peer.overlay.Overlay;
import gossip.protocol.Message.Graft;
import gossip.protocol.Message.Root;
import gossip.protocol.Origin;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The root of the tree of several origins: a hub. A tree whose root is the first origin has the shortest ways for its
 * messages. The way between two other peers through it is up to twice as long as the way to its root, so the root must
 * be near all peers.
 *
 * <p>When a second origin publishes, each peer with more links than any of its neighbors sends ROOT. Peers forward the
 * one of the highest degree on all links. Its first copies form the tree, its second copies prune. Messages are flooded
 * until the tree is complete.
 *
 * <pre>
 * one origin --second origin--> awaited --ROOT--> building --window over--> built
 *                                                    ^                        |
 *                                                    +--ROOT, after 5 minutes-+
 * </pre>
 */
final class TreeRoot {

    /** The longest time for which messages are flooded before a root is known. Guessed. */
    private static final Duration FLOOD_TIME = Duration.ofSeconds(1);
    /** How long a root counts. Other peers may have a new one a short time before this one. Guessed. */
    private static final Duration LIFETIME = Duration.ofMinutes(5);
    /** The most roots in half of a lifetime. Several hubs may send ROOT at the same time. Guessed. */
    private static final int MAX_ROOTS = 16;

    private final boolean prunes;
    private final Environment environment;
    private final Overlay overlay;
    private final PruneElection election;
    /** The origin of the latest message. */
    private Optional<Origin> publisher = Optional.empty();
    /** True after a second origin has published, from this time on, in nanoseconds. */
    private boolean shared;
    private long sharedSince;
    private Optional<Root> root = Optional.empty();
    private long rootSince;
    private int roots;
    /** The neighbor that sent the first copy of the root; empty if this peer is it. */
    private Optional<Neighbor> source = Optional.empty();
    private final Set<Neighbor> senders = new LinkedHashSet<>();
    /** The neighbors that the first copy of the root reached through this peer. */
    private final Set<Neighbor> children = new HashSet<>();
    /** True until the window after the first copy is over. */
    private boolean building;

    TreeRoot(boolean prunes, Environment environment, Overlay overlay, PruneElection election) {
        this.prunes = prunes;
        this.environment = environment;
        this.overlay = overlay;
        this.election = election;
    }

    /** Returns whether several origins publish and no root is known yet, or its tree is not complete. */
    boolean isAwaited() {
        return building
                || shared && root.isEmpty() && environment.nanoTime() - sharedSince < FLOOD_TIME.toNanos();
    }

    /** Notes a new message of an origin. */
    void publishes(Origin origin) {
        if (!shared && publisher.isPresent() && !publisher.get().equals(origin)) {
            shared = true;
            sharedSince = environment.nanoTime();
        }
        publisher = Optional.of(origin);
        if (shared && isOlderThan(LIFETIME) && isHub()) {
            buildOwn();
        }
    }

    private void buildOwn() {
        long time = environment.currentTime().toEpochMilli();
        build(new Root(overlay.degree(), overlay.address(), time), Optional.empty());
    }

    private boolean isOlderThan(Duration age) {
        return root.isEmpty() || environment.nanoTime() - rootSince > age.toNanos();
    }

    /** Returns whether no neighbor has more links. A newcomer does not know the degrees yet, so it is none. */
    private boolean isHub() {
        return overlay.neighbors().stream().anyMatch(neighbor -> neighbor.degree() > 0)
                && overlay.neighbors().stream().allMatch(neighbor -> neighbor.degree() < overlay.degree()
                || neighbor.degree() == overlay.degree() && neighbor.address().compareTo(overlay.address()) < 0);
    }

    /** Returns whether the tree reaches this peer through the link of this neighbor. */
    boolean isParent(Neighbor neighbor) {
        return source.isPresent() && source.get() == neighbor;
    }

    /** Returns whether the link of this neighbor is in the tree of a hub, so that second copies do not prune it. */
    boolean isBranch(Neighbor neighbor) {
        return isParent(neighbor) || children.contains(neighbor);
    }

    void addChild(Neighbor neighbor) {
        children.add(neighbor);
    }

    void removeChild(Neighbor neighbor) {
        children.remove(neighbor);
    }

    void received(Neighbor from, Root received) {
        if (root.equals(Optional.of(received))) {
            if (building && !isParent(from)) {
                senders.add(from);
            }
        } else if (isOlderThan(LIFETIME.dividedBy(2)) || isHigher(received, root.get())) {
            if (prunes && received.degree() < overlay.degree() && isHub()) {
                buildOwn();
            } else {
                build(received, Optional.of(from));
            }
        }
    }

    private static boolean isHigher(Root one, Root other) {
        return one.degree() > other.degree()
                || one.degree() == other.degree() && one.hub().compareTo(other.hub()) > 0;
    }

    private void build(Root built, Optional<Neighbor> from) {
        roots = isOlderThan(LIFETIME.dividedBy(2)) ? 1 : roots + 1;
        if (roots > MAX_ROOTS) {
            return;
        }
        root = Optional.of(built);
        rootSince = environment.nanoTime();
        source = from;
        senders.clear();
        children.clear();
        building = true;
        election.pause();
        overlay.neighbors().stream().filter(neighbor -> !from.equals(Optional.of(neighbor)))
                .forEach(neighbor -> neighbor.link().send(built));
        from.filter(neighbor -> prunes).ifPresent(neighbor -> {
            neighbor.graft();
            neighbor.link().send(new Graft(List.of()));
        });
        environment.schedule(PruneElection.WINDOW, () -> end(built));
    }

    private void end(Root built) {
        if (root.equals(Optional.of(built))) {
            building = false;
            senders.stream().filter(sender -> prunes && !sender.isLazy()).forEach(TreeLink::prune);
            senders.clear();
        }
    }

    void linkClosed(Neighbor neighbor) {
        senders.remove(neighbor);
        children.remove(neighbor);
        if (isParent(neighbor)) {
            source = Optional.empty();
            senders.clear();
        }
    }
}
