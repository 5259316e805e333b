package gossip.seed;

import java.util.Arrays;
import java.util.Optional;

/**
 * The entries of {@link Membership}, the one whose lease ends first at the front. A heap in an array.
 *
 * <p>Most entries are renewed long before their lease ends. So a renewal leaves the entry at its place, in constant
 * time. An entry moves to the place of its new end only when it comes to the front.
 */
final class LeaseQueue {

    private MemberEntry[] heap = new MemberEntry[64];
    private int size;

    void add(MemberEntry entry) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        entry.queuedEnd = entry.leaseEnd;
        siftUp(entry, size++);
    }

    /** Notes that the entry has another end of its lease. */
    void renewed(MemberEntry entry) {
        if (entry.leaseEnd - entry.queuedEnd < 0) {
            entry.queuedEnd = entry.leaseEnd;
            siftUp(entry, entry.queueIndex);
        }
    }

    void remove(MemberEntry entry) {
        MemberEntry last = heap[--size];
        heap[size] = null;
        if (last != entry) {
            siftUp(last, entry.queueIndex);
            siftDown(last, last.queueIndex);
        }
    }

    /** Returns the entry whose lease ends first, or empty. */
    Optional<MemberEntry> first() {
        while (size > 0 && heap[0].queuedEnd != heap[0].leaseEnd) {
            heap[0].queuedEnd = heap[0].leaseEnd;
            siftDown(heap[0], 0);
        }
        return Optional.ofNullable(heap[0]);
    }

    private void siftUp(MemberEntry entry, int from) {
        int hole = from;
        while (hole > 0 && entry.isQueuedBefore(heap[(hole - 1) / 2])) {
            put(heap[(hole - 1) / 2], hole);
            hole = (hole - 1) / 2;
        }
        put(entry, hole);
    }

    private void siftDown(MemberEntry entry, int from) {
        int hole = from;
        for (int child = 2 * hole + 1; child < size; child = 2 * hole + 1) {
            if (child + 1 < size && heap[child + 1].isQueuedBefore(heap[child])) {
                child++;
            }
            if (entry.isQueuedBefore(heap[child])) {
                break;
            }
            put(heap[child], hole);
            hole = child;
        }
        put(entry, hole);
    }

    private void put(MemberEntry entry, int index) {
        heap[index] = entry;
        entry.queueIndex = index;
    }
}
