package gossip.sim;

/**
 * A virtual clock and its queue of events. Events at the same time run in the order in which they were scheduled.
 * Not thread-safe.
 *
 * <p>A simulation of 100,000 peers has hundreds of thousands of pending events, many of them timers that are cancelled
 * before they are due. Only the events that are due within a fraction of a millisecond are sorted:
 *
 * <pre>
 * schedule --up to the current slot of the wheel--> due     a heap, the first of which runs next
 *    |                                               ^
 *    +-----in the next 17 seconds-----------------> wheel   slots of 0.26 ms; each in turn becomes the current one
 *    |                                               ^
 *    +-----later----------------------------------> far     a heap; its events move to the wheel as the wheel turns
 * </pre>
 */
public final class EventScheduler {

    /** A slot takes 2^18 ns. A larger one has more events to sort; a smaller one covers less time. */
    private static final int SLOT_BITS = 18;

    private final EventHeap due = new EventHeap();
    private final TimingWheel wheel = new TimingWheel();
    private final EventHeap far = new EventHeap();
    /** The current slot. No event of the wheel is in it or in an earlier one. */
    private long slot;
    private long now;
    private long scheduled;

    /** Returns the virtual time, in nanoseconds since the start. */
    public long now() {
        return now;
    }

    /** Returns the time of the next event; the largest number if there is none. */
    public long nextTime() {
        turn(Long.MAX_VALUE);
        return due.isEmpty() ? Long.MAX_VALUE : due.firstTime();
    }

    /** Returns how many events have been scheduled since the start. */
    long scheduled() {
        return scheduled;
    }

    /**
     * Schedules an event. A time in the past means now.
     *
     * @return the entry for {@link #cancel}
     */
    public int schedule(long time, Runnable action) {
        return add(Math.max(time, now), scheduled++, action);
    }

    private int add(long time, long number, Runnable action) {
        long ahead = slotOf(time) - slot;
        if (ahead > 0 && ahead < TimingWheel.SLOTS) {
            return wheel.add(slotOf(time), time, number, action);
        }
        (ahead <= 0 ? due : far).add(time, number, action);
        return 0;
    }

    /** Removes an event if it is still on the wheel. Most timers are cancelled there. The others still run. */
    void cancel(int entry, Runnable action) {
        if (wheel.has(entry, action)) {
            wheel.remove(slotOf(wheel.time(entry)), entry);
        }
    }

    /**
     * Runs the next event and advances the clock to it.
     *
     * @return false if no event is due until the given time; the clock then shows that time
     */
    public boolean step(long until) {
        turn(until);
        if (due.isEmpty() || due.firstTime() > until) {
            now = Math.max(now, until);
            return false;
        }
        now = due.firstTime();
        due.removeFirst().run();
        return true;
    }

    /** Turns the wheel until an event is due, but not beyond the slot of the given time. */
    private void turn(long until) {
        while (due.isEmpty() && slot < slotOf(until) && !(wheel.isEmpty() && far.isEmpty())) {
            if (wheel.isEmpty()) {
                slot = Math.min(slotOf(far.firstTime()), slotOf(until));
            } else {
                slot++;
                while (wheel.isEmpty(slot) && slot < slotOf(until)) {
                    slot++;
                }
                wheel.moveAll(slot, due);
            }
            while (!far.isEmpty() && slotOf(far.firstTime()) - slot < TimingWheel.SLOTS) {
                long time = far.firstTime();
                long number = far.firstNumber();
                add(time, number, far.removeFirst());
            }
        }
    }

    private static long slotOf(long time) {
        return time >>> SLOT_BITS;
    }
}
