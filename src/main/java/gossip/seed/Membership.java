package gossip.seed;

import gossip.protocol.Address;
import gossip.protocol.Message.Member;
import gossip.protocol.PeerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * Who is listed, by lease, and who is buried. At most one life of an address is listed, and never one that is not
 * later than the buried one. Times are nanoseconds of one monotonic clock.
 */
final class Membership {

    private final Map<Address, Entry> byAddress = new HashMap<>();
    /** The same entries, each knowing its place, so that a random few can be drawn at the cost of those few. */
    private final List<Entry> entries = new ArrayList<>();
    private final Tombstones tombstones = new Tombstones();

    private static final class Entry {
        private final PeerId peer;
        private int degree;
        private Duration lease = Duration.ZERO;
        private long leaseEnd;
        private int place;

        private Entry(PeerId peer, int place) {
            this.peer = peer;
            this.place = place;
        }
    }

    int size() {
        return entries.size();
    }

    Optional<PeerId> find(Address address) {
        return Optional.ofNullable(byAddress.get(address)).map(entry -> entry.peer);
    }

    /** What whoever is listed there has asked for. */
    Duration lease(Address address) {
        return byAddress.get(address).lease;
    }

    /** The incarnation that this life would have to exceed to be listed, if it does not. */
    OptionalLong blockingIncarnation(PeerId peer) {
        long listed = find(peer.address()).map(PeerId::incarnation).orElse(-1L);
        long buried = tombstones.incarnationOf(peer.address());
        boolean outlived = peer.incarnation() < listed || peer.incarnation() <= buried;
        return outlived ? OptionalLong.of(Math.max(listed, buried)) : OptionalLong.empty();
    }

    /** Lists the peer, or prolongs its lease and takes its degree if it is listed already. */
    void addOrRenew(PeerId peer, int degree, long now, Duration lease) {
        Entry entry = byAddress.computeIfAbsent(peer.address(), address -> append(peer));
        entry.degree = degree;
        entry.lease = lease;
        entry.leaseEnd = now + lease.toNanos();
    }

    private Entry append(PeerId peer) {
        Entry entry = new Entry(peer, entries.size());
        entries.add(entry);
        return entry;
    }

    /** Takes the life off the list and buries it. */
    void remove(PeerId peer) {
        Entry gone = byAddress.remove(peer.address());
        swap(gone.place, entries.size() - 1);
        entries.removeLast();
        tombstones.add(peer);
    }

    /** Up to {@code most} members other than the one who asks: all of them in some order, or a uniform sample. */
    List<Member> list(int most, Optional<Address> asker, RandomGenerator random) {
        int others = entries.size();
        Entry own = asker.map(byAddress::get).orElse(null);
        if (own != null) {
            others--;
            swap(own.place, others);
        }
        int listed = Math.min(most, others);
        List<Member> members = new ArrayList<>(listed);
        for (int i = 0; i < listed; i++) {
            if (listed < others) {
                swap(i, random.nextInt(i, others));
            }
            Entry entry = entries.get(i);
            members.add(new Member(entry.peer, entry.degree));
        }
        return members;
    }

    /** The lives whose leases have ended by now. */
    List<PeerId> expired(long now) {
        return entries.stream().filter(entry -> entry.leaseEnd - now <= 0).map(entry -> entry.peer).toList();
    }

    /** Nanoseconds until the next lease ends unless it is renewed. */
    OptionalLong untilNextExpiry(long now) {
        return entries.stream().mapToLong(entry -> entry.leaseEnd - now).min();
    }

    private void swap(int i, int j) {
        Collections.swap(entries, i, j);
        entries.get(i).place = i;
        entries.get(j).place = j;
    }
}
