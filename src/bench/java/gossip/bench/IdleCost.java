package gossip.bench;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Measures memory, threads and CPU of a network that is idle after some broadcasts. */
record IdleCost() implements Measurement {

    private static final Duration SETTLE = Duration.ofSeconds(2);
    private static final Duration OBSERVED = Duration.ofSeconds(10);

    @Override
    public Map<Metric, Double> run(NetworkUnderTest network, int run) throws Exception {
        new SingleBroadcasts(20).run(network, run);
        Thread.sleep(SETTLE);
        long start = System.nanoTime();
        long cpu = ProcessUsage.cpuNanos();
        Thread.sleep(OBSERVED);
        double cpuMillis = (ProcessUsage.cpuNanos() - cpu) / 1e6;
        double seconds = (System.nanoTime() - start) / 1e9;
        Map<Metric, Double> measured = new EnumMap<>(Metric.class);
        measured.put(Metric.IDLE, cpuMillis / seconds / network.nodes());
        ProcessUsage.rssMebibytes().ifPresent(mebibytes -> measured.put(Metric.RSS, mebibytes / network.nodes()));
        ProcessUsage.threads().ifPresent(threads -> measured.put(Metric.THREADS, threads / network.nodes()));
        return measured;
    }
}
