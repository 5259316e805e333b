package gossip.peer.tree;

import gossip.node.Environment;
import gossip.peer.overlay.Neighbor;
import gossip.protocol.Message.Graft;
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
    /** Empty at the root, and from when the link to the parent closes until a neighbor takes its place. */
    private Optional<Neighbor> parent = Optional.empty();
    private final Set<Neighbor> children = new HashSet<>();
    private final Set<Neighbor> alternatives = new LinkedHashSet<>();
    /** When the parent, or a child of the root, last sent a copy of a message, in nanoseconds. */
    private long lastCopyAt;
    /** When the tree or the parent last changed, in nanoseconds. */
    private long changedAt;

    Branches(Environment environment) {
        this.environment = environment;
        this.lastCopyAt = environment.nanoTime();
        this.changedAt = lastCopyAt;
    }

    /** Begins a new tree. */
    void clear() {
        children.clear();
        alternatives.clear();
        setParent(Optional.empty());
    }

    private void setParent(Optional<Neighbor> next) {
        parent.ifPresent(former -> former.setReplaceable(false));
        parent = next;
        noteAlternatives();
        changedAt = environment.nanoTime();
        lastCopyAt = changedAt;
    }

    /** Returns whether the tree or the parent has changed at this time, in nanoseconds, or later. */
    boolean changedAfter(long time) {
        return changedAt - time >= 0;
    }

    boolean hasParent() {
        return parent.isPresent();
    }

    boolean isParent(Neighbor neighbor) {
        return parent.isPresent() && parent.get() == neighbor;
    }

    boolean contains(Neighbor neighbor) {
        return isParent(neighbor) || isChild(neighbor);
    }

    boolean isChild(Neighbor neighbor) {
        return children.contains(neighbor);
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

    /** Makes a neighbor the parent and sends it GRAFT. */
    void adopt(Neighbor neighbor) {
        alternatives.remove(neighbor);
        setParent(Optional.of(neighbor));
        neighbor.graft();
        neighbor.link().send(new Graft(List.of()));
    }

    /** Marks the link to the parent as replaceable if another neighbor can take its place. */
    private void noteAlternatives() {
        parent.ifPresent(neighbor -> neighbor.setReplaceable(!alternatives.isEmpty()));
    }

    /**
     * Notes a copy of a message.
     *
     * @param atRoot whether this peer is the root
     */
    void copyReceived(Neighbor from, boolean atRoot) {
        if (isParent(from) || atRoot && isChild(from)) {
            lastCopyAt = environment.nanoTime();
        }
    }

    /** Returns whether the parent, or each child of the root, has sent nothing for so many nanoseconds. */
    boolean isSilent(long time) {
        return environment.nanoTime() - lastCopyAt > time;
    }

    void linkClosed(Neighbor neighbor) {
        children.remove(neighbor);
        alternatives.remove(neighbor);
        if (isParent(neighbor)) {
            setParent(Optional.empty());
            alternatives.stream().findFirst().ifPresent(this::adopt);
        } else {
            noteAlternatives();
        }
    }
}
