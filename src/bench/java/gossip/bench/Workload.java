package gossip.bench;

import java.time.Duration;
import java.util.List;

/** The works, as the table names them. */
enum Workload {
    W1("20 broadcasts of 100 B, one each 200 ms, from changing origins", true, Timing.USUAL, new Broadcasts(20),
            Metric.LAST_MEDIAN, Metric.LAST_MAX, Metric.LOSS),
    W2("10,000 of 100 B from one origin, as fast as it takes them", true, Timing.USUAL, new Flood(1, 10_000, 100),
            Metric.RATE, Metric.CPU, Metric.LOSS),
    W2K("10,000 of 1 KiB from one origin, as fast as it takes them", true, Timing.USUAL, new Flood(1, 10_000, 1024),
            Metric.RATE, Metric.CPU, Metric.LOSS),
    W2L("as W2, with each reception and forwarding in this program's event log", true, Timing.USUAL, new Flood(1, 10_000, 100),
            Metric.RATE, Metric.CPU, Metric.LOSS),
    W3("200 of 100 B from every node at once", true, Timing.USUAL, new Flood(Integer.MAX_VALUE, 200, 100),
            Metric.RATE, Metric.CPU, Metric.LOSS),
    W3L("as W3, with each reception and forwarding in this program's event log", true, Timing.USUAL,
            new Flood(Integer.MAX_VALUE, 200, 100), Metric.RATE, Metric.CPU, Metric.LOSS),
    W4("a node's sockets close; this program's heartbeat at 1 s, not 13 s", false, Timing.SHORT,
            new Failure(Contender::kill), Metric.NOTICED),
    W4H("a node hangs with its sockets open; this program's heartbeat at 1 s, not 13 s", false, Timing.SHORT,
            new Failure(Contender::hang), Metric.NOTICED),
    W5("idle for 10 s, after W1", true, Timing.USUAL, new Idleness(), Metric.RSS, Metric.THREADS, Metric.IDLE),
    W6("from the first start until all have joined, the JVM being up", false, Timing.USUAL, new Nothing(), Metric.JOINED);

    /** The heartbeats of this program. */
    private static final class Timing {
        private static final Duration USUAL = Duration.ofSeconds(13);
        private static final Duration SHORT = Duration.ofSeconds(1);
    }

    private final String description;
    private final boolean repeatable;
    private final Duration heartbeat;
    private final Work work;
    private final List<Metric> metrics;

    Workload(String description, boolean repeatable, Duration heartbeat, Work work, Metric... metrics) {
        this.description = description;
        this.repeatable = repeatable;
        this.heartbeat = heartbeat;
        this.work = work;
        this.metrics = List.of(metrics);
    }

    String description() {
        return description;
    }

    /** Whether one network serves for all runs; else each needs a fresh one, in a fresh JVM. */
    boolean isRepeatable() {
        return repeatable;
    }

    /** Whether it counts messages, so that code that has run before runs faster. */
    boolean needsWarmUp() {
        return repeatable && this != W5;
    }

    boolean isFlood() {
        return work instanceof Flood;
    }

    /** Whether this program keeps its event log, as the daemon does. */
    boolean isLogged() {
        return this == W2L || this == W3L;
    }

    Duration heartbeat() {
        return heartbeat;
    }

    Work work() {
        return work;
    }

    List<Metric> metrics() {
        return metrics;
    }
}
