package gossip.peer;

import gossip.node.Surroundings;
import gossip.node.Timer;
import java.time.Duration;

/** Beats at a fixed rate from a random phase on, and tells a beat that comes late from one that comes in time. */
final class Heartbeat {

    /** Hears each beat. */
    @FunctionalInterface
    interface Beat {
        /** @param late by more than half an interval: this process, or its machine, was stopped meanwhile */
        void now(boolean late);
    }

    private final long intervalNanos;
    private final Surroundings surroundings;
    private final Beat beat;
    private Timer timer = () -> { };
    private long due;
    private long count;

    Heartbeat(Duration interval, Surroundings surroundings, Beat beat) {
        this.intervalNanos = interval.toNanos();
        this.surroundings = surroundings;
        this.beat = beat;
    }

    void start() {
        due = surroundings.nanos() + surroundings.random().nextLong(intervalNanos);
        schedule();
    }

    void stop() {
        timer.cancel();
    }

    /** How many there have been. */
    long count() {
        return count;
    }

    private void schedule() {
        timer = surroundings.schedule(Duration.ofNanos(Math.max(0, due - surroundings.nanos())), this::run);
    }

    private void run() {
        long lateBy = surroundings.nanos() - due;
        due += intervalNanos * (1 + lateBy / intervalNanos);
        count++;
        schedule();
        beat.now(lateBy > intervalNanos / 2);
    }
}
