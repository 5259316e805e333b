package gossip.seed;

import java.util.Optional;

/** The entries of {@link Membership} that no probe has reached, oldest first. Each entry refers to the next one. */
final class UnreachedMembers {

    private MemberEntry first;
    private MemberEntry last;
    /** The oldest entry that {@link #nextToProbe} has not returned. */
    private MemberEntry next;

    /** Adds an entry that is younger than the others. */
    void add(MemberEntry entry) {
        entry.isUnreached = true;
        entry.older = last;
        if (last == null) {
            first = entry;
        } else {
            last.younger = entry;
        }
        last = entry;
        next = next == null ? entry : next;
    }

    /** Removes an entry, if this contains it. */
    void remove(MemberEntry entry) {
        if (!entry.isUnreached) {
            return;
        }
        entry.isUnreached = false;
        next = next == entry ? entry.younger : next;
        if (entry.older == null) {
            first = entry.younger;
        } else {
            entry.older.younger = entry.younger;
        }
        if (entry.younger == null) {
            last = entry.older;
        } else {
            entry.younger.older = entry.older;
        }
        entry.older = null;
        entry.younger = null;
    }

    Optional<MemberEntry> oldest() {
        return Optional.ofNullable(first);
    }

    /** Returns the oldest entry that was not returned before, or empty. */
    Optional<MemberEntry> nextToProbe() {
        Optional<MemberEntry> result = Optional.ofNullable(next);
        next = next == null ? null : next.younger;
        return result;
    }
}
