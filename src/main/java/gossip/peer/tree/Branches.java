package gossip.peer.tree;

import gossip.node.Environment;
import gossip.peer.overlay.Neighbor;
import gossip.protocol.Message.Graft;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The links of this peer that are branches of the tree: to its parent, from which the first copy of the root came, and
 * to its children. Second copies of messages do not prune them.
 *
 * <p>An alternative is a neighbor nearer to the root. It is not reached through this peer, so it can become the parent
 * at any time.
 */
final class Branches {

    private final Environment environment;
    /** Empty at the root, and after the link is closed until a message arrives. */
    private Optional<Neighbor> parent = Optional.empty();
    private final Set<Neighbor> children = new HashSet<>();
    private final Set<Neighbor> alternatives = new LinkedHashSet<>();
    /** When the parent last sent a copy of a message, or a child of the root, in nanoseconds. */
    private long heardAt;

    Branches(Environment environment) {
        this.environment = environment;
        this.heardAt = environment.nanoTime();
    }

    /** Begins a new tree. */
    void clear() {
        parent = Optional.empty();
        children.clear();
        alternatives.clear();
        heardAt = environment.nanoTime();
    }

    boolean hasParent() {
        return parent.isPresent();
    }

    boolean isParent(Neighbor neighbor) {
        return parent.isPresent() && parent.get() == neighbor;
    }

    boolean contains(Neighbor neighbor) {
        return isParent(neighbor) || children.contains(neighbor);
    }

    void addChild(Neighbor neighbor) {
        children.add(neighbor);
    }

    void removeChild(Neighbor neighbor) {
        children.remove(neighbor);
    }

    void addAlternative(Neighbor neighbor) {
        alternatives.add(neighbor);
        noteAlternatives();
    }

    /** Makes a neighbor the parent and tells it. */
    void adopt(Neighbor neighbor) {
        parent = Optional.of(neighbor);
        alternatives.remove(neighbor);
        noteAlternatives();
        heardAt = environment.nanoTime();
        neighbor.graft();
        neighbor.link().send(new Graft(List.of()));
    }

    /** Lets the link to the parent be closed if another neighbor can take its place. */
    private void noteAlternatives() {
        parent.ifPresent(neighbor -> neighbor.setReplaceable(!alternatives.isEmpty()));
    }

    /**
     * Notes a copy of a message.
     *
     * @param atRoot whether this peer is the root
     */
    void heard(Neighbor from, boolean atRoot) {
        if (isParent(from) || atRoot && children.contains(from)) {
            heardAt = environment.nanoTime();
        }
    }

    /** Returns whether the parent, or each child of the root, has sent nothing for so long. */
    boolean isSilent(Duration time) {
        return environment.nanoTime() - heardAt > time.toNanos();
    }

    void linkClosed(Neighbor neighbor) {
        children.remove(neighbor);
        alternatives.remove(neighbor);
        if (isParent(neighbor)) {
            parent = Optional.empty();
            alternatives.stream().findFirst().ifPresent(this::adopt);
        } else {
            noteAlternatives();
        }
    }
}
