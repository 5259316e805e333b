package gossip.bench;

import java.time.Duration;
import java.util.List;

/** The workloads, under the names that the table uses. */
enum Workload {
    W1("20 broadcasts of 100 B, one every 200 ms, each from another origin", true, new SingleBroadcasts(20),
            Metric.LAST_MEDIAN, Metric.LAST_MAX, Metric.LOSS),
    W2("10,000 messages of 100 B from one origin, as fast as it accepts them", true, new Flood(1, 10_000, 100),
            Metric.RATE, Metric.CPU, Metric.LOSS),
    W2S("200 messages of 100 B from one origin, as fast as it accepts them, to compare signatures", true,
            new Flood(1, 200, 100), Metric.RATE, Metric.CPU, Metric.LOSS),
    W2K("10,000 messages of 1 KiB from one origin, as fast as it accepts them", true, new Flood(1, 10_000, 1024),
            Metric.RATE, Metric.CPU, Metric.LOSS),
    W2L("as W2, with this program's event log of each reception and forwarding", true, new Flood(1, 10_000, 100),
            Metric.RATE, Metric.CPU, Metric.LOSS),
    W3("200 messages of 100 B from every node at the same time", true, new Flood(Integer.MAX_VALUE, 200, 100),
            Metric.RATE, Metric.CPU, Metric.LOSS),
    W3L("as W3, with this program's event log of each reception and forwarding", true,
            new Flood(Integer.MAX_VALUE, 200, 100), Metric.RATE, Metric.CPU, Metric.LOSS),
    W2P("as W2, with a process for each node", true, new ProcessFlood(new Flood(1, 10_000, 100)),
            Metric.RATE, Metric.CPU, Metric.LOSS, Metric.RSS),
    W2PL("as W2P, with this program's event log of each reception and forwarding", true,
            new ProcessFlood(new Flood(1, 10_000, 100)), Metric.RATE, Metric.CPU, Metric.LOSS, Metric.RSS),
    W4("the sockets of a node close; heartbeat of this program: 1 s instead of 13 s", false,
            new FailureDetection(Network::kill), Metric.NOTICED),
    W4H("a node hangs with open sockets; heartbeat of this program: 1 s instead of 13 s", false,
            new FailureDetection(Network::hang), Metric.NOTICED),
    W5("idle for 10 s after W1", true, new IdleCost(), Metric.RSS, Metric.THREADS, Metric.IDLE),
    W6("from the first start until all have joined, without the start of the JVM", false, new FormationOnly(),
            Metric.JOINED);

    private final String description;
    private final boolean repeatable;
    private final Measurement measurement;
    private final List<Metric> metrics;

    Workload(String description, boolean repeatable, Measurement measurement, Metric... metrics) {
        this.description = description;
        this.repeatable = repeatable;
        this.measurement = measurement;
        this.metrics = List.of(metrics);
    }

    String description() {
        return description;
    }

    /** Returns whether one network is used for all runs. Otherwise each run needs a new network in a new JVM. */
    boolean isRepeatable() {
        return repeatable;
    }

    /** Returns whether a warm-up run precedes the measured runs, because compiled code is faster. */
    boolean needsWarmUp() {
        return repeatable && this != W5;
    }

    boolean isFlood() {
        return measurement instanceof Flood || hasProcesses();
    }

    /** Returns whether this program writes its event log, as a daemon does. */
    boolean isLogged() {
        return this == W2L || this == W3L || this == W2PL;
    }

    /** Returns whether each node has a process of its own. */
    boolean hasProcesses() {
        return measurement instanceof ProcessFlood;
    }

    /** Returns how the nodes run, for the CSV file. */
    String configuration() {
        return (hasProcesses() ? "a process for each node" : "one process")
                + (isLogged() ? "; event log" : "; no event log");
    }

    /** Returns the heartbeat of this program. The other programs keep their shipped settings. */
    Duration heartbeat() {
        return Duration.ofSeconds(measurement instanceof FailureDetection ? 1 : 13);
    }

    Measurement measurement() {
        return measurement;
    }

    List<Metric> metrics() {
        return metrics;
    }
}
