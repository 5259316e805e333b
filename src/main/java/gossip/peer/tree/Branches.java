package gossip.peer.tree;

import gossip.node.Environment;
import gossip.peer.overlay.Branch;
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
        List<Neighbor> former = List.copyOf(children);
        children.clear();
        former.forEach(this::note);
        alternatives.clear();
        setParent(Optional.empty());
    }

    private void setParent(Optional<Neighbor> next) {
        Optional<Neighbor> former = parent;
        parent = next;
        former.ifPresent(this::note);
        parent.ifPresent(this::note);
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
        note(neighbor);
    }

    void removeChild(Neighbor neighbor) {
        children.remove(neighbor);
        note(neighbor);
    }

    void addAlternative(Neighbor neighbor) {
        alternatives.add(neighbor);
        parent.ifPresent(this::note);
    }

    /** Makes a neighbor the parent and sends it GRAFT. */
    void adopt(Neighbor neighbor) {
        alternatives.remove(neighbor);
        setParent(Optional.of(neighbor));
        neighbor.graft();
        neighbor.link().send(new Graft(List.of()));
    }

    /** Notes the place of a neighbor in the tree. */
    private void note(Neighbor neighbor) {
        Branch child = isChild(neighbor) ? Branch.CHILD : Branch.NONE;
        Branch ofParent = alternatives.isEmpty() ? Branch.PARENT : Branch.REPLACEABLE;
        neighbor.setBranch(isParent(neighbor) ? ofParent : child);
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
            parent.ifPresent(this::note);
        }
    }
}
