package gossip.bench;

import java.util.List;

/** Several measurements of one thing. */
record Spread(double median, double min, double max) {

    static Spread of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        double upper = sorted.get(sorted.size() / 2);
        double lower = sorted.get((sorted.size() - 1) / 2);
        return new Spread((lower + upper) / 2, sorted.getFirst(), sorted.getLast());
    }

    @Override
    public String toString() {
        String range = Metric.show(min) + ".." + Metric.show(max);
        return Metric.show(median) + (Metric.show(min).equals(Metric.show(max)) ? "" : " (" + range + ")");
    }
}
