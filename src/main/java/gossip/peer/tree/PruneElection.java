package gossip.peer.tree;

import gossip.node.Environment;
import gossip.peer.overlay.Neighbor;
import gossip.protocol.MessageId;
import gossip.protocol.Origin;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The choice of the messages whose second copies prune links.
 *
 * <p>The first copies of one message form a tree. So if every peer prunes the links that brought second copies of this
 * message, a tree remains. Second copies of two messages can cut both paths to a peer. So, unlike in Plumtree, not each
 * second copy prunes its link. Only messages of one origin prune, the root, and of these one in each {@link #WINDOW}.
 *
 * <p>The peers choose without communication. The root is the origin with the lowest hash of those that publish. Of its
 * messages, the one with the lowest hash counts. Two peers may choose different messages of the root. This does no harm
 * while the latencies stay the same, because the first copies of all messages of one origin then take the same paths.
 *
 * <pre>
 * first copy, lower hash or window over --> candidate --second copies--> noted --window over--> PRUNE to their senders
 *                                              ^                           |
 *                                              +----a lower hash arrives---+
 * </pre>
 */
final class PruneElection {

    /** Longer than a message takes to reach all peers of a usual network. Guessed. */
    static final Duration WINDOW = Duration.ofMillis(500);

    /** How long an origin is the root after its last message. Twice the default interval of messages. */
    static final Duration ROOT_TIME = Duration.ofSeconds(10);

    private final Environment environment;
    private final Predicate<Neighbor> isBranch;
    private Origin root;
    private long rootHash;
    private long rootSeen;
    private MessageId candidate;
    private long hash;
    private long since;
    /** The neighbor that sent the first copy of the candidate; empty for a message of this peer. */
    private Optional<Neighbor> source = Optional.empty();
    private final Set<Neighbor> senders = new LinkedHashSet<>();
    private long pausedUntil;

    /** @param isBranch whether the link of a neighbor is part of the tree of a hub */
    PruneElection(Environment environment, Predicate<Neighbor> isBranch) {
        this.environment = environment;
        this.isBranch = isBranch;
        this.pausedUntil = environment.nanoTime();
    }

    /** Chooses no message while this peer and then its neighbors flood, for a {@link #WINDOW} each. */
    void pause() {
        clear();
        pausedUntil = environment.nanoTime() + WINDOW.multipliedBy(2).toNanos();
    }

    /** Notes a new message. */
    void firstCopy(Optional<Neighbor> from, MessageId id) {
        long now = environment.nanoTime();
        if (now - pausedUntil < 0 || !isOfRoot(id.origin(), now)) {
            return;
        }
        long lower = hash(id.origin(), id.sequence());
        if (candidate == null || lower < hash || now - since > WINDOW.toNanos() && senders.isEmpty()) {
            candidate = id;
            hash = lower;
            since = now;
            source = from;
            senders.clear();
        }
    }

    private boolean isOfRoot(Origin origin, long now) {
        long originHash = hash(origin, 0);
        if (root != null && originHash > rootHash && now - rootSeen < ROOT_TIME.toNanos()) {
            return false;
        }
        if (!origin.equals(root)) {
            root = origin;
            rootHash = originHash;
            clear();
        }
        rootSeen = now;
        return true;
    }

    void anotherCopy(Neighbor from, Origin origin, long sequence) {
        if (candidate == null || candidate.sequence() != sequence || !candidate.origin().equals(origin)
                || source.isPresent() && source.get() == from) {
            return;
        }
        if (senders.isEmpty()) {
            MessageId id = candidate;
            environment.schedule(WINDOW, () -> end(id));
        }
        senders.add(from);
    }

    void linkClosed(Neighbor neighbor) {
        senders.remove(neighbor);
        if (source.isPresent() && source.get() == neighbor) {
            clear();
        }
    }

    /** Prunes the senders, unless the tree has lost the link of the first copy. */
    private void end(MessageId id) {
        if (!id.equals(candidate)) {
            return;
        }
        if (source.isEmpty() || !source.get().isLazy()) {
            senders.stream().filter(Predicate.not(isBranch)).forEach(TreeLink::prune);
        }
        clear();
    }

    private void clear() {
        candidate = null;
        source = Optional.empty();
        senders.clear();
    }

    /** Mixes the bits of the id, the same in every process. */
    private static long hash(Origin origin, long sequence) {
        long mixed = (origin.hashCode() * 0x9E3779B97F4A7C15L) ^ sequence;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
