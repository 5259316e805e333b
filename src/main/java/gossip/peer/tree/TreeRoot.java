package gossip.peer.tree;

import gossip.node.Environment;
import gossip.peer.overlay.Neighbor;
import gossip.peer.overlay.Overlay;
import gossip.protocol.Address;
import gossip.protocol.Message.Root;
import gossip.protocol.Origin;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/**
 * The root of the tree. A ROOT that is forwarded on all links builds the tree: the links of its first copies are the
 * branches, and those of its second copies are pruned. Messages are flooded until then.
 *
 * <p>The first origin is the root of its own tree, the best one for its messages. The way between two other peers
 * through it is up to twice as long as the way to the root. So when a second origin publishes, each peer with more
 * links than any of its neighbors sends ROOT. Peers forward the highest one.
 *
 * <pre>
 * no tree --own first message, or ROOT of the first origin--> tree of one origin --second origin: ROOT of a hub--+
 *     |                                                                                                          |
 *     +--new link: ROOT of the neighbor--> tree of a hub <-------------------------------------------------------+
 *                                             |   ^
 *                                             +---+ after 5 minutes
 * </pre>
 */
final class TreeRoot {

    /**
     * How long messages are flooded after the first copy of a ROOT, longer than it takes to be answered. A tree that
     * sends nothing for so long is silent. In nanoseconds. Guessed.
     */
    static final long WINDOW = Duration.ofMillis(500).toNanos();
    /** The longest time in nanoseconds for which messages are flooded before the ROOT of a hub arrives. Guessed. */
    private static final long FLOOD_TIME = Duration.ofSeconds(1).toNanos();
    /**
     * The age in nanoseconds at which a tree is built again. In the second half of it, each other ROOT replaces the
     * tree, because the age differs between peers. Guessed.
     */
    private static final long LIFETIME = Duration.ofMinutes(5).toNanos();
    /** The most ROOTs accepted in half of a lifetime. Several hubs may send ROOT at the same time. Guessed. */
    private static final int MAX_ROOTS = 16;
    /** More than in any network. */
    private static final int MAX_HOPS = 1_000_000;
    private static final Comparator<Root> ORDER = Comparator.comparingInt(Root::degree).thenComparing(Root::hub);
    /** The shortest time in milliseconds after which a hub sends another ROOT of the same degree. */
    private static final long LATER = Duration.ofNanos(LIFETIME / 2).toMillis();
    /** The degree in the ROOT of an origin. The ROOT of any hub replaces it. */
    private static final int OF_ORIGIN = 0;

    private final boolean prunes;
    private final Environment environment;
    private final Overlay overlay;
    /** The origin of the first message. */
    private Optional<Origin> publisher = Optional.empty();
    /** True after a second origin has published. */
    private boolean shared;
    private Optional<Root> root = Optional.empty();
    private long rootSince;
    /** Until when messages are sent on lazy links, too, in nanoseconds. Of no use without a root. */
    private long floodUntil;
    /** Whether the root is a hub and the first one of this peer. Its age is unknown, so any ROOT replaces it. */
    private boolean inherited;
    private int roots;
    private final Branches branches;

    TreeRoot(boolean prunes, Environment environment, Overlay overlay) {
        this.prunes = prunes;
        this.environment = environment;
        this.overlay = overlay;
        this.branches = new Branches(environment);
    }

    /** Returns whether messages are sent on lazy links, too, because the tree may not be complete. */
    boolean isBuilding() {
        return root.isPresent() && environment.nanoTime() - floodUntil < 0;
    }

    /** Returns whether this peer and its neighbors know the branches, so that second copies prune other links. */
    boolean isSettled() {
        return root.isPresent() && isOlderThan(2 * WINDOW) && !isBuilding();
    }

    private boolean isOfOrigin() {
        return root.isPresent() && root.get().degree() == OF_ORIGIN;
    }

    private boolean isOlderThan(long age) {
        return root.isEmpty() || environment.nanoTime() - rootSince > age;
    }

    Branches branches() {
        return branches;
    }

    /**
     * Notes a new message.
     *
     * @param from the sender; empty for a message of this peer
     */
    void publishes(Origin origin, Optional<Neighbor> from) {
        if (!prunes && root.isEmpty()) {
            return;
        }
        if (publisher.isEmpty()) {
            publisher = Optional.of(origin);
        } else if (!shared && !publisher.get().equals(origin)) {
            shared = true;
            if (isOfOrigin()) {
                floodUntil = environment.nanoTime() + FLOOD_TIME;
            }
        }
        if (prunes && shared && (isOlderThan(LIFETIME) || isOfOrigin()) && isHub()) {
            buildOwn(overlay.degree());
        } else if (prunes && !shared && from.isEmpty() && isOlderThan(LIFETIME) && overlay.degree() > 0) {
            buildOwn(OF_ORIGIN);
        } else if (root.isPresent()) {
            from.ifPresent(this::adoptIfOrphan);
        }
    }

    private void buildOwn(int degree) {
        build(new Root(degree, overlay.address(), environment.currentTime().toEpochMilli(), 0), Optional.empty());
    }

    /** Returns whether no neighbor has more links. A newcomer does not know the degrees yet, so it is none. */
    private boolean isHub() {
        return overlay.neighbors().stream().anyMatch(neighbor -> neighbor.degree() > 0)
                && overlay.neighbors().stream().allMatch(neighbor -> neighbor.degree() < overlay.degree()
                || neighbor.degree() == overlay.degree() && neighbor.address().compareTo(overlay.address()) < 0);
    }

    void received(Neighbor from, Root received) {
        if (root.isPresent() && root.get().equals(withHops(received, root.get().hops()))) {
            secondCopy(from, received);
        } else if (inherited || isOlderThan(LIFETIME / 2) || isHigher(received, root.get())) {
            if (prunes && received.degree() > OF_ORIGIN && received.degree() < overlay.degree() && isHub()) {
                buildOwn(overlay.degree());
            } else {
                build(withHops(received, Math.min(received.hops() + 1, MAX_HOPS)), Optional.of(from));
            }
        }
    }

    private static Root withHops(Root root, int hops) {
        return new Root(root.degree(), root.hub(), root.time(), hops);
    }

    /** Of two ROOTs of one hub with one degree, a much later one is higher. Otherwise peers would keep both. */
    private static boolean isHigher(Root one, Root other) {
        int order = ORDER.compare(one, other);
        return order > 0 || order == 0 && one.time() - other.time() >= LATER;
    }

    private void secondCopy(Neighbor from, Root received) {
        if (isNearer(received.hops(), from.address())) {
            branches.addAlternative(from);
        }
        adoptIfOrphan(from);
        if (prunes && !branches.contains(from)) {
            TreeLink.prune(from);
        }
    }

    /** Replaces a lost parent. A child is reached through this peer, so it brings nothing from beyond. */
    private void adoptIfOrphan(Neighbor from) {
        if (isOrphan() && !branches.isChild(from)) {
            branches.adopt(from);
        }
    }

    /** Returns whether a neighbor is nearer to the root, so that it is not reached through this peer. */
    private boolean isNearer(int hops, Address neighbor) {
        return hops < root.get().hops() || hops == root.get().hops() && neighbor.compareTo(overlay.address()) < 0;
    }

    private void build(Root built, Optional<Neighbor> from) {
        roots = isOlderThan(LIFETIME / 2) ? 1 : roots + 1;
        if (roots > MAX_ROOTS) {
            return;
        }
        inherited = root.isEmpty() && from.isPresent() && built.degree() > OF_ORIGIN;
        root = Optional.of(built);
        rootSince = environment.nanoTime();
        floodUntil = rootSince + (isOfOrigin() && shared ? FLOOD_TIME : WINDOW);
        branches.clear();
        overlay.neighbors().stream().filter(neighbor -> !from.equals(Optional.of(neighbor)))
                .forEach(neighbor -> neighbor.link().send(built));
        from.ifPresent(branches::adopt);
    }

    /** Notes a copy of a message. */
    void copyReceived(Neighbor from) {
        if (root.isPresent()) {
            branches.copyReceived(from, isOwn());
        }
    }

    /** Returns whether the tree has sent nothing for a short time, so that it may be broken. */
    boolean isSilent() {
        return isOrphan() || branches.isSilent(WINDOW);
    }

    /** Makes this neighbor the parent. It has sent a message that the tree has not delivered. */
    void repair(Neighbor from) {
        if (root.isPresent()) {
            branches.adopt(from);
        }
    }

    /** Returns whether this peer has lost its parent. */
    private boolean isOrphan() {
        return !branches.hasParent() && !isOwn();
    }

    /** Returns whether this process is the root. After a restart, neighbors may still name its address. */
    private boolean isOwn() {
        return root.isPresent() && root.get().hops() == 0;
    }

    /** Sends the root to a new neighbor. */
    void linkOpened(Neighbor neighbor) {
        root.ifPresent(known -> neighbor.link().send(known));
    }
}
