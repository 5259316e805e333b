package gossip.seed;

import gossip.protocol.Message.Member;
import gossip.protocol.PeerId;
import java.time.Duration;

/** A member in the indexes of {@link Membership}, with its lease. */
final class MemberEntry {

    final PeerId peer;
    /** Number of the entry, which orders entries with the same end of the lease. */
    final long number;
    Member member;
    Duration lease = Duration.ZERO;
    /** In nanoseconds of the monotonic clock. */
    long leaseEnd;
    /** The index in the list of all entries. */
    int index;

    MemberEntry(Member member, long number, int index) {
        this.peer = member.peer();
        this.member = member;
        this.number = number;
        this.index = index;
    }

    /** Compares by difference, because the monotonic clock may overflow. */
    static int compareLeaseEnds(MemberEntry a, MemberEntry b) {
        int byEnd = Long.signum(a.leaseEnd - b.leaseEnd);
        return byEnd == 0 ? Long.compare(a.number, b.number) : byEnd;
    }
}
