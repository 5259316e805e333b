package gossip.bench;

import java.util.Map;

/** Forming the network was the work. */
record Nothing() implements Work {

    @Override
    public Map<Metric, Double> run(Stage stage, int run) {
        return Map.of();
    }
}
