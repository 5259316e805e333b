package gossip.bench;

import java.time.Duration;

/** Waits until all has been delivered that will be, and knows the CPU time at that moment, not at the end of the wait. */
final class Completion {

    private static final Duration POLL = Duration.ofMillis(5);

    private final Tally tally;
    private final long began = System.nanoTime();
    private final long cpuBefore = Usage.cpuNanos();
    private long cpuAfter = cpuBefore;
    private long delivered;
    private long changedAt = began;

    Completion(Tally tally) {
        this.tally = tally;
    }

    /**
     * Returns when complete, after so long with nothing new, or at the limit.
     */
    void await(Duration quiet, Duration limit) throws InterruptedException {
        boolean waiting = true;
        while (waiting) {
            look();
            long now = System.nanoTime();
            waiting = delivered < tally.expected()
                    && now - changedAt < quiet.toNanos() && now - began < limit.toNanos();
            if (waiting) {
                Thread.sleep(POLL);
            }
        }
    }

    private void look() {
        long before = delivered;
        delivered = tally.delivered();
        if (delivered > before) {
            changedAt = System.nanoTime();
            cpuAfter = Usage.cpuNanos();
        }
    }

    double seconds() {
        return (tally.lastAt(began) - began) / 1e9;
    }

    double cpuMicros() {
        return (cpuAfter - cpuBefore) / 1e3;
    }
}
