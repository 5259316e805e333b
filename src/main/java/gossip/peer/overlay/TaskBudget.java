package gossip.peer.overlay;

import java.time.Duration;
import java.util.Arrays;

/**
 * The CPU time that a peer may spend in one heartbeat on the tasks that it starts by itself: dials and anti-entropy.
 * Each task has its own share of one core, so no task takes the share of another. The shares add up to 25 %.
 *
 * <p>The costs are nominal; {@code src/docs/limits.md} states the measured ones. A task may start while a part of its
 * share is left. What it takes beyond its share is subtracted from the share of the next heartbeat. So the mean over
 * the heartbeats never exceeds the share.
 *
 * <p>A heartbeat that runs late shows that the process or its machine is overloaded. The shares then become a quarter
 * of what they were, and each punctual heartbeat doubles them again, up to the full shares.
 */
public final class TaskBudget {

    /** A task with its share of one core in percent. Guessed. */
    public enum Task {
        /** Broken links that are dialed again. */
        REDIAL(5),
        /** PINGs on separate connections after a miss. */
        PROBE(5),
        /**
         * Registrations to find neighbors, PINGs to members and former neighbors without a link, questions to seeds
         * about origins, death reports.
         */
        REGISTRATION(5),
        /** Origins and messages of an exchange. */
        EXCHANGE(10);

        private final int percent;

        Task(int percent) {
            this.percent = percent;
        }
    }

    /** The nominal cost of a connection with one request and its reply. */
    static final Duration DIAL = Duration.ofNanos(250_000);
    /** The same with TLS; a full handshake took 5 ms while the JVM was cold. */
    static final Duration TLS_DIAL = Duration.ofMillis(5);
    /** The nominal cost of an origin or a message in an exchange. */
    static final Duration ITEM = Duration.ofNanos(5_000);
    private static final int PERCENT = 100;
    /** A heartbeat is late if it is delayed by more than its interval divided by this. Guessed. */
    private static final int LATE_DIVISOR = 4;
    /** The most halvings of a share. Of 5 % of a heartbeat of 1 s, one dial in five heartbeats is left. Guessed. */
    private static final int MAX_HALVINGS = 10;

    private final long heartbeatNanos;
    private final long dialNanos;
    /** Nanoseconds left for each task. Negative if the last one took more. */
    private final long[] left = new long[Task.values().length];
    /** How often the shares are halved. */
    private int halvings;

    /**
     * @param heartbeat the time between two calls of {@link #heartbeat}
     * @param tls whether connections of this peer use TLS
     */
    public TaskBudget(Duration heartbeat, boolean tls) {
        heartbeatNanos = heartbeat.toNanos();
        dialNanos = (tls ? TLS_DIAL : DIAL).toNanos();
        Arrays.setAll(left, task -> share(Task.values()[task]));
    }

    private long share(Task task) {
        return heartbeatNanos * task.percent / PERCENT >> halvings;
    }

    /**
     * Adds the share of one heartbeat to each task. Nothing that was left is kept.
     *
     * @param lateNanos the time from when this heartbeat was due until now
     */
    public void heartbeat(long lateNanos) {
        boolean late = lateNanos > heartbeatNanos / LATE_DIVISOR;
        halvings = late ? Math.min(halvings + 2, MAX_HALVINGS) : Math.max(halvings - 1, 0);
        for (Task task : Task.values()) {
            left[task.ordinal()] = Math.min(0, left[task.ordinal()]) + share(task);
        }
    }

    /** Returns whether heartbeats ran late a short time ago, so that the shares are reduced. */
    public boolean isReduced() {
        return halvings > 0;
    }

    /** Returns whether the task may start now. */
    public boolean isAvailable(Task task) {
        return left[task.ordinal()] > 0;
    }

    /** Takes the cost of one dial, if the task may start. */
    public boolean tryDial(Task task) {
        boolean available = isAvailable(task);
        if (available) {
            useDials(task, 1);
        }
        return available;
    }

    /** Takes the cost of dials that are being made anyway. */
    public void useDials(Task task, int count) {
        left[task.ordinal()] -= count * dialNanos;
    }

    /** Takes the cost of origins and messages of an exchange. */
    public void useItems(long count) {
        left[Task.EXCHANGE.ordinal()] -= count * ITEM.toNanos();
    }

    /** Returns half of the items of a heartbeat. A neighbor that caused more gets none, so some are left for others. */
    public long itemsPerNeighbor() {
        return share(Task.EXCHANGE) / ITEM.toNanos() / 2;
    }
}
