package gossip.seed;

import gossip.protocol.Address;
import gossip.protocol.Identity;
import gossip.protocol.Message.Member;
import gossip.protocol.Message.Register;
import gossip.protocol.PeerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The listed peers with their leases, and the tombstones. At most one incarnation of an address is listed, and it is
 * higher than the tombstone of that address. Times are nanoseconds of one monotonic clock.
 */
final class Membership {

    private final Map<Address, MemberEntry> byAddress = new HashMap<>();
    /** The same entries at known indexes, so that the cost of a random sample depends only on its size. */
    private final List<MemberEntry> entries = new ArrayList<>();
    /** The degrees of the entries at the same indexes. */
    private final DegreeWeights degrees = new DegreeWeights();
    /** What is sent about the entries at the same indexes. */
    private final List<Member> members = new ArrayList<>();
    private final LeaseQueue leases = new LeaseQueue();
    private final UnreachedMembers unreached = new UnreachedMembers();
    private final Tombstones tombstones = new Tombstones();
    private final SeedJournal journal;
    private long additions;

    /** @param journal stores each change */
    Membership(SeedJournal journal) {
        this.journal = journal;
    }

    /** A member and its lease, with the end on the monotonic clock. */
    record Lease(Member member, Duration duration, long end) {}

    int size() {
        return entries.size();
    }

    Optional<PeerId> find(Address address) {
        return Optional.ofNullable(byAddress.get(address)).map(entry -> entry.peer);
    }

    Optional<Member> member(Address address) {
        return Optional.ofNullable(byAddress.get(address)).map(entry -> members.get(entry.index));
    }

    boolean isListed(PeerId peer) {
        return find(peer.address()).equals(Optional.of(peer));
    }

    /** Returns the lease that the listed peer requested. The address must be listed. */
    Duration lease(Address address) {
        return byAddress.get(address).lease;
    }

    /** Returns the incarnation that this peer must exceed to be listed, or empty if the peer can be listed. */
    OptionalLong blockingIncarnation(PeerId peer) {
        long listed = find(peer.address()).map(PeerId::incarnation).orElse(-1L);
        long removed = tombstones.incarnationOf(peer.address());
        boolean blocked = peer.incarnation() < listed || peer.incarnation() <= removed;
        return blocked ? OptionalLong.of(Math.max(listed, removed)) : OptionalLong.empty();
    }

    /** Lists the peer, or renews its lease and updates what it reports if it is listed. */
    void addOrRenew(Register register, long now) {
        Identity identity = register.identity();
        MemberEntry entry = byAddress.get(identity.peer().address());
        boolean isNew = entry == null;
        Member member = new Member(identity.peer(), register.degree(), identity.start(), identity.name(),
                isNew ? register.published() : published(members.get(entry.index), register));
        if (isNew) {
            entry = append(member);
        } else if (!members.get(entry.index).equals(member)) {
            members.set(entry.index, member);
            degrees.set(entry.index, member.degree());
        }
        entry.lease = register.lease();
        entry.leaseEnd = now + entry.lease.toNanos();
        if (isNew) {
            leases.add(entry);
        } else {
            leases.renewed(entry);
        }
        journal.registered(identity, member.degree(), entry.lease);
    }

    /** The number of an incarnation only grows. So a registration in the name of a peer cannot hide its messages. */
    private static long published(Member listed, Register register) {
        return listed.peer().equals(register.peer()) ? Math.max(listed.published(), register.published())
                : register.published();
    }

    private MemberEntry append(Member member) {
        MemberEntry entry = new MemberEntry(member, additions++, entries.size());
        byAddress.put(member.peer().address(), entry);
        entries.add(entry);
        members.add(member);
        degrees.add(member.degree());
        unreached.add(entry);
        return entry;
    }

    /** Returns the oldest entry that was neither reached nor returned before, or empty. */
    Optional<PeerId> nextToProbe() {
        return unreached.nextToProbe().map(entry -> entry.peer);
    }

    /** Notes that the peer has replied to a probe. */
    void reached(PeerId peer) {
        if (isListed(peer)) {
            unreached.remove(byAddress.get(peer.address()));
        }
    }

    /** Removes the oldest entry that was never reached, without a tombstone. Returns it, or empty if none is left. */
    Optional<Member> removeUnreached() {
        Optional<Member> oldest = unreached.oldest().map(entry -> members.get(entry.index));
        oldest.map(Member::peer).ifPresent(peer -> {
            unlist(peer);
            journal.unlisted(peer);
        });
        return oldest;
    }

    /** Removes a listed peer and adds a tombstone for its incarnation. */
    void remove(PeerId peer) {
        unlist(peer);
        tombstones.add(peer);
        journal.removed(peer);
    }

    // ---- for the journal

    /** Removes the listed incarnation of an address, if there is one, without a tombstone. */
    void restoreUnlisted(Address address) {
        find(address).ifPresent(this::unlist);
    }

    /** Adds a tombstone, and removes the peer if it is listed. */
    void restoreTombstone(PeerId peer) {
        if (isListed(peer)) {
            unlist(peer);
        }
        if (peer.incarnation() > tombstones.incarnationOf(peer.address())) {
            tombstones.add(peer);
        }
    }

    List<PeerId> tombstones() {
        return tombstones.all();
    }

    List<Lease> leases() {
        return entries.stream().map(entry -> new Lease(members.get(entry.index), entry.lease, entry.leaseEnd)).toList();
    }

    private void unlist(PeerId peer) {
        MemberEntry removed = byAddress.remove(peer.address());
        leases.remove(removed);
        MemberEntry last = entries.removeLast();
        Member lastMember = members.removeLast();
        if (last != removed) {
            last.index = removed.index;
            entries.set(last.index, last);
            members.set(last.index, lastMember);
        }
        degrees.remove(removed.index);
        unreached.remove(removed);
    }

    /** Returns the number of members except the requester. */
    int others(Address requester) {
        return entries.size() - (byAddress.containsKey(requester) ? 1 : 0);
    }

    /** Returns the number of members with degree 0. */
    int unlinked() {
        return degrees.unlinked();
    }

    /**
     * Returns at most {@code most} members except the requester: all of them, or a uniform random sample (Floyd's
     * algorithm).
     */
    List<Member> list(int most, Optional<Address> requester, RandomGenerator random) {
        int own = requester.map(byAddress::get).map(entry -> entry.index).orElse(entries.size());
        int others = own < entries.size() ? entries.size() - 1 : own;
        Set<Integer> chosen = new LinkedHashSet<>();
        for (int i = Math.max(0, others - most); i < others; i++) {
            int drawn = others <= most ? i : random.nextInt(i + 1);
            if (!chosen.add(drawn)) {
                chosen.add(i);
            }
        }
        return chosen.stream().map(i -> members.get(i < own ? i : i + 1)).toList();
    }

    /** Returns draws with replacement by {@link DegreeWeights}. There must be a member except the requester. */
    List<Member> drawByDegree(int draws, Address requester, RandomGenerator random) {
        int own = Optional.ofNullable(byAddress.get(requester)).map(entry -> entry.index).orElse(-1);
        List<Member> drawn = new ArrayList<>(draws);
        while (drawn.size() < draws) {
            drawn.add(members.get(degrees.drawOther(own, random)));
        }
        return drawn;
    }

    /** Returns the peers whose leases have expired, the first one first. */
    List<PeerId> expired(long now) {
        List<MemberEntry> expired = new ArrayList<>();
        for (Optional<MemberEntry> first = leases.first(); first.isPresent() && first.get().leaseEnd - now <= 0;
                first = leases.first()) {
            leases.remove(first.get());
            expired.add(first.get());
        }
        expired.forEach(leases::add);
        return expired.stream().map(entry -> entry.peer).toList();
    }

    /** Returns the nanoseconds until the next lease expires, or empty if no peer is listed. */
    OptionalLong untilNextExpiry(long now) {
        return leases.first().stream().mapToLong(entry -> entry.leaseEnd - now).findFirst();
    }

    /** Returns the lease of the peer whose lease ends first, or zero if no peer is listed. */
    Duration firstLease() {
        return leases.first().map(entry -> entry.lease).orElse(Duration.ZERO);
    }

    /** Gives every peer a new lease that begins now. */
    void renewLeases(long now) {
        for (MemberEntry entry : entries) {
            entry.leaseEnd = now + entry.lease.toNanos();
            leases.renewed(entry);
        }
    }
}
