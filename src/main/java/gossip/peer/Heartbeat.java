package gossip.peer;

import gossip.node.Environment;
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
    private final Environment environment;
    private final Beat beat;
    private Timer timer = () -> { };
    private long due;
    private long count;

    Heartbeat(Duration interval, Environment environment, Beat beat) {
        this.intervalNanos = interval.toNanos();
        this.environment = environment;
        this.beat = beat;
    }

    void start() {
        due = environment.nanoTime() + environment.random().nextLong(intervalNanos);
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
        timer = environment.schedule(Duration.ofNanos(Math.max(0, due - environment.nanoTime())), this::run);
    }

    private void run() {
        long lateBy = environment.nanoTime() - due;
        due += intervalNanos * (1 + lateBy / intervalNanos);
        count++;
        schedule();
        beat.now(lateBy > intervalNanos / 2);
    }
}
