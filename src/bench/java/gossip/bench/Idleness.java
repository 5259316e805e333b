package gossip.bench;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** What a network costs that has worked and does nothing now. */
record Idleness() implements Work {

    private static final Duration SETTLE = Duration.ofSeconds(2);
    private static final Duration WATCHED = Duration.ofSeconds(10);

    @Override
    public Map<Metric, Double> run(Stage stage, int run) throws Exception {
        new Broadcasts(20).run(stage, run);
        Thread.sleep(SETTLE);
        long began = System.nanoTime();
        long cpu = Usage.cpuNanos();
        Thread.sleep(WATCHED);
        double cpuMillis = (Usage.cpuNanos() - cpu) / 1e6;
        double seconds = (System.nanoTime() - began) / 1e9;
        Map<Metric, Double> measured = new EnumMap<>(Metric.class);
        measured.put(Metric.IDLE, cpuMillis / seconds / stage.nodes());
        Usage.rssMebibytes().ifPresent(mebibytes -> measured.put(Metric.RSS, mebibytes / stage.nodes()));
        Usage.threads().ifPresent(threads -> measured.put(Metric.THREADS, threads / stage.nodes()));
        return measured;
    }
}
