package gossip.bench;

import java.time.Duration;
import java.util.Map;

/** Measures the time from the failure of one node until all nodes that must detect it have detected it. */
record FailureDetection(Fault fault) implements Measurement {

    /** The way in which a node fails. */
    @FunctionalInterface
    interface Fault {
        void inject(Network network, int node) throws Exception;
    }

    private static final Duration SETTLE = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(5);

    @Override
    public Map<Metric, Double> run(NetworkUnderTest network, int run) throws Exception {
        Thread.sleep(SETTLE);
        int victim = Network.victim(network.nodes());
        long failedAt = System.nanoTime();
        fault.inject(network.network(), victim);
        while (network.network().unaware(victim) > 0) {
            if (System.nanoTime() - failedAt > TIMEOUT.toNanos()) {
                throw new IllegalStateException(
                        network.network().unaware(victim) + " did not detect it in " + TIMEOUT.toSeconds() + " s");
            }
            Thread.sleep(POLL);
        }
        return Map.of(Metric.NOTICED, (System.nanoTime() - failedAt) / 1e9);
    }
}
