package gossip.bench;

import gossip.bench.ProcessNetwork.Counts;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Measures a flood in a {@link ProcessNetwork}. CPU is that of all nodes until their event logs are written. */
record ProcessFlood(Flood flood) implements Measurement {

    private static final Duration POLL = Duration.ofMillis(100);
    /** Longer than an event waits before it is written to the log. */
    private static final Duration LOG_DELAY = Duration.ofMillis(300);

    @Override
    public Map<Metric, Double> run(NetworkUnderTest network, int run) throws Exception {
        ProcessNetwork processes = (ProcessNetwork) network.network();
        int messages = flood.messages(network);
        long expected = (long) messages * (network.nodes() - 1);
        processes.ask("COUNT " + run + " " + messages);
        Thread.sleep(Flood.SETTLE);
        double cpuBefore = cpuMicros(processes.ask("?"));
        long start = System.nanoTime();
        List<Thread> publishers = flood.startPublishers(network, run);
        long before = 0;
        long changedAt = start;
        long delivered = 0;
        for (long now = start; delivered < expected && now - changedAt < Flood.QUIET.toNanos()
                && now - start < Flood.LIMIT.toNanos(); now = System.nanoTime()) {
            Thread.sleep(POLL);
            before = delivered;
            delivered = processes.delivered();
            changedAt = delivered > before ? System.nanoTime() : changedAt;
        }
        publishers.forEach(Thread::interrupt);
        Thread.sleep(LOG_DELAY);
        List<Counts> counts = processes.ask("?");
        delivered = delivered(counts);
        long lastAt = counts.stream().mapToLong(Counts::lastAt).filter(at -> at != 0).max().orElse(start);
        return Map.of(
                Metric.RATE, delivered / ((lastAt - start) / 1e9),
                Metric.CPU, (cpuMicros(counts) - cpuBefore) / delivered,
                Metric.LOSS, 100.0 * (expected - delivered) / expected,
                Metric.RSS, counts.stream().mapToDouble(Counts::rssMebibytes).average().orElse(0));
    }

    private static long delivered(List<Counts> counts) {
        return counts.stream().mapToLong(Counts::delivered).sum();
    }

    private static double cpuMicros(List<Counts> counts) {
        return counts.stream().mapToLong(Counts::cpuNanos).sum() / 1e3;
    }
}
