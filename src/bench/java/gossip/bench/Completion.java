package gossip.bench;

import java.time.Duration;

/** Waits for the deliveries of a run. Time and CPU are taken at the last delivery and not at the end of the wait. */
final class Completion {

    private static final Duration POLL = Duration.ofMillis(5);

    private final DeliveryCounter counter;
    private final long startedAt = System.nanoTime();
    private final long cpuBefore = ProcessUsage.cpuNanos();
    private long cpuAfter = cpuBefore;
    private long delivered;
    private long changedAt = startedAt;

    Completion(DeliveryCounter counter) {
        this.counter = counter;
    }

    /** Waits until everything is delivered, nothing is delivered for {@code quiet}, or {@code limit} has passed. */
    void await(Duration quiet, Duration limit) throws InterruptedException {
        boolean waiting = true;
        while (waiting) {
            update();
            long now = System.nanoTime();
            waiting = delivered < counter.expected()
                    && now - changedAt < quiet.toNanos() && now - startedAt < limit.toNanos();
            if (waiting) {
                Thread.sleep(POLL);
            }
        }
    }

    private void update() {
        long before = delivered;
        delivered = counter.delivered();
        if (delivered > before) {
            changedAt = System.nanoTime();
            cpuAfter = ProcessUsage.cpuNanos();
        }
    }

    /** Returns the seconds from the start to the last delivery. */
    double seconds() {
        return (counter.lastAt(startedAt) - startedAt) / 1e9;
    }

    /** Returns the CPU time of this process from the start to the last delivery, in microseconds. */
    double cpuMicros() {
        return (cpuAfter - cpuBefore) / 1e3;
    }
}
