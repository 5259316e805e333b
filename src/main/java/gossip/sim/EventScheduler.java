package gossip.sim;

import java.util.Arrays;

/**
 * A virtual clock and its queue of events. Events at the same time run in the order in which they were scheduled.
 * Not thread-safe.
 *
 * <p>The queue is a timing wheel, because a heap of the millions of events of a large simulation does not fit into the
 * processor caches. A slot has the events of one tick, unsorted. Only the events of the present tick are in a heap.
 *
 * <pre>
 * schedule --up to the present tick--> present (heap) ------------------------+--> step
 *    +-------within SLOTS ticks------> slot of the wheel ----its tick comes---+
 *    +-------later-------------------> later (heap) ---------its tick comes---+
 * </pre>
 */
final class EventScheduler {

    /** A tick is 2^19 ns, half a millisecond. */
    private static final int TICK_BITS = 19;
    /** The wheel spans 17 s, more than the default heartbeat. A power of two. */
    private static final int SLOTS = 1 << 15;
    private static final int NONE = -1;

    private final EventHeap present = new EventHeap();
    private final EventHeap later = new EventHeap();
    /** The first event of each slot; the others follow by {@code nexts}. */
    private final int[] slots = new int[SLOTS];
    /** A bit for each slot that is not empty. */
    private final long[] occupied = new long[SLOTS / Long.SIZE];
    private long[] times = new long[1024];
    private long[] orders = new long[1024];
    private Runnable[] actions = new Runnable[1024];
    private int[] nexts = new int[1024];
    /** The first unused entry of the arrays; the others follow by {@code nexts}, and then come those never used. */
    private int free = NONE;
    private int used;
    private int inWheel;
    /** The tick whose events are in {@code present}. Events of later ticks are in the wheel or in {@code later}. */
    private long tick;
    private long now;
    private long scheduled;

    /** Returns the virtual time, in nanoseconds since the start. */
    long now() {
        return now;
    }

    /** Returns how many events have been scheduled since the start. */
    long scheduled() {
        return scheduled;
    }

    /** Schedules an event. A time in the past means now. */
    void schedule(long time, Runnable action) {
        long due = Math.max(time, now);
        long ticks = (due >> TICK_BITS) - tick;
        if (ticks <= 0) {
            present.add(due, scheduled++, action);
        } else if (ticks < SLOTS) {
            addToWheel(due, scheduled++, action);
        } else {
            later.add(due, scheduled++, action);
        }
    }

    /**
     * Runs the next event and advances the clock to it.
     *
     * @return false if no event is due until the given time; the clock then shows that time
     */
    boolean step(long until) {
        while (present.isEmpty()) {
            long next = nextTick();
            if (next > until >> TICK_BITS) {
                now = Math.max(now, until);
                return false;
            }
            advance(next);
        }
        if (present.nextTime() > until) {
            now = Math.max(now, until);
            return false;
        }
        now = present.nextTime();
        present.remove().run();
        return true;
    }

    /** Returns the earliest tick with an event that is not in {@code present}; the largest number if there is none. */
    private long nextTick() {
        long next = later.isEmpty() ? Long.MAX_VALUE : later.nextTime() >> TICK_BITS;
        return inWheel == 0 ? next : Math.min(next, tick + distance());
    }

    /** Returns the number of ticks until the next slot that is not empty. */
    private int distance() {
        int first = (int) (tick + 1) & SLOTS - 1;
        int word = first / Long.SIZE;
        long bits = occupied[word] & -1L << first;
        while (bits == 0) {
            word = word + 1 & occupied.length - 1;
            bits = occupied[word];
        }
        int slot = word * Long.SIZE + Long.numberOfTrailingZeros(bits);
        return (slot - first & SLOTS - 1) + 1;
    }

    private void advance(long next) {
        tick = next;
        while (!later.isEmpty() && later.nextTime() >> TICK_BITS == tick) {
            present.add(later.nextTime(), later.nextOrder(), later.remove());
        }
        int slot = (int) tick & SLOTS - 1;
        if ((occupied[slot / Long.SIZE] & 1L << slot) != 0) {
            occupied[slot / Long.SIZE] &= ~(1L << slot);
            for (int entry = slots[slot]; entry != NONE; entry = release(entry)) {
                present.add(times[entry], orders[entry], actions[entry]);
            }
        }
    }

    private void addToWheel(long time, long order, Runnable action) {
        int entry = free;
        if (entry == NONE) {
            entry = used++;
            ensureCapacity();
        } else {
            free = nexts[entry];
        }
        int slot = (int) (time >> TICK_BITS) & SLOTS - 1;
        boolean first = (occupied[slot / Long.SIZE] & 1L << slot) == 0;
        occupied[slot / Long.SIZE] |= 1L << slot;
        times[entry] = time;
        orders[entry] = order;
        actions[entry] = action;
        nexts[entry] = first ? NONE : slots[slot];
        slots[slot] = entry;
        inWheel++;
    }

    private void ensureCapacity() {
        if (used > times.length) {
            int larger = times.length * 2;
            times = Arrays.copyOf(times, larger);
            orders = Arrays.copyOf(orders, larger);
            actions = Arrays.copyOf(actions, larger);
            nexts = Arrays.copyOf(nexts, larger);
        }
    }

    /** Makes an entry unused. Returns the next one of its slot. */
    private int release(int entry) {
        int next = nexts[entry];
        actions[entry] = null;
        nexts[entry] = free;
        free = entry;
        inWheel--;
        return next;
    }
}
