package gossip.bench;

import java.time.Duration;
import java.util.Map;

/** One node fails: how long until all who have to know do. */
record Failure(Blow blow) implements Work {

    /** What is done to the node. */
    @FunctionalInterface
    interface Blow {
        void strike(Contender contender, int node) throws Exception;
    }

    private static final Duration SETTLE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(5);

    @Override
    public Map<Metric, Double> run(Stage stage, int run) throws Exception {
        Thread.sleep(SETTLE);
        int victim = Contender.victim(stage.nodes());
        long began = System.nanoTime();
        blow.strike(stage.contender(), victim);
        while (stage.contender().unaware(victim) > 0) {
            if (System.nanoTime() - began > PATIENCE.toNanos()) {
                throw new IllegalStateException(
                        stage.contender().unaware(victim) + " did not notice in " + PATIENCE.toSeconds() + " s");
            }
            Thread.sleep(POLL);
        }
        return Map.of(Metric.NOTICED, (System.nanoTime() - began) / 1e9);
    }
}
