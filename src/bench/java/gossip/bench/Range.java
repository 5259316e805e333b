package gossip.bench;

import java.util.List;

/** The median, minimum and maximum of several values. With an even count, the median is the mean of the middle two. */
record Range(double median, double min, double max) {

    static Range of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        double upper = sorted.get(sorted.size() / 2);
        double lower = sorted.get((sorted.size() - 1) / 2);
        return new Range((lower + upper) / 2, sorted.getFirst(), sorted.getLast());
    }

    @Override
    public String toString() {
        String range = Metric.show(min) + ".." + Metric.show(max);
        return Metric.show(median) + (Metric.show(min).equals(Metric.show(max)) ? "" : " (" + range + ")");
    }
}
