package gossip.seed;

import gossip.protocol.Message.Member;
import gossip.protocol.PeerId;
import java.time.Duration;

/** A member in the indexes of {@link Membership}, with its lease. */
final class MemberEntry {

    final PeerId peer;
    /** Number of the entry, which orders entries with the same end of the lease. */
    final long number;
    Duration lease = Duration.ZERO;
    /** In nanoseconds of the monotonic clock. */
    long leaseEnd;
    /** The index in the list of all entries. */
    int index;

    // ---- for LeaseQueue

    int queueIndex;
    /** The end by which the entry is ordered in the queue: the present one or an earlier one. */
    long queuedEnd;

    // ---- for UnreachedMembers

    boolean isUnreached;
    MemberEntry older;
    MemberEntry younger;

    MemberEntry(Member member, long number, int index) {
        this.peer = member.peer();
        this.number = number;
        this.index = index;
    }

    /** Compares by difference, because the monotonic clock may overflow. */
    boolean isQueuedBefore(MemberEntry other) {
        long difference = queuedEnd - other.queuedEnd;
        return difference < 0 || difference == 0 && number < other.number;
    }
}
