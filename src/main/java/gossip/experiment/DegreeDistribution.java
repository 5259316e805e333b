package gossip.experiment;

import gossip.chart.Series.Point;
import gossip.stats.GoodnessOfFit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The degrees of all living peers at one moment.
 *
 * @param histogram how many have each degree
 * @param fit of the law of preferential attachment to those of {@code --links} or more
 */
public record DegreeDistribution(SortedMap<Integer, Integer> histogram, GoodnessOfFit fit) {

    public DegreeDistribution {
        histogram = Collections.unmodifiableSortedMap(new TreeMap<>(histogram));
    }

    static DegreeDistribution of(List<Integer> degrees, int least) {
        SortedMap<Integer, Integer> histogram = new TreeMap<>();
        degrees.forEach(degree -> histogram.merge(degree, 1, Integer::sum));
        return new DegreeDistribution(histogram, GoodnessOfFit.of(degrees, least));
    }

    /** The share of those in the fit that have a degree or more: the complementary cumulative distribution. */
    List<Point> observed() {
        List<Point> points = new ArrayList<>();
        double above = fit.count();
        for (var entry : histogram.tailMap(fit.law().minDegree()).entrySet()) {
            points.add(new Point(entry.getKey(), above / fit.count()));
            above -= entry.getValue();
        }
        return points;
    }

    /** The same as the fitted law has it. */
    List<Point> fitted() {
        List<Point> points = new ArrayList<>();
        int most = histogram.isEmpty() ? 0 : histogram.lastKey();
        // Evenly spread on the logarithmic axis on which it is drawn.
        for (int k = fit.law().minDegree(); k <= most; k = Math.max(k + 1, (int) (k * 1.1))) {
            points.add(new Point(k, fit.law().atLeast(k)));
        }
        return points;
    }

    double mean() {
        long peers = histogram.values().stream().mapToLong(Integer::longValue).sum();
        long ends = histogram.entrySet().stream().mapToLong(entry -> (long) entry.getKey() * entry.getValue()).sum();
        return peers == 0 ? 0 : (double) ends / peers;
    }

    int max() {
        return histogram.isEmpty() ? 0 : histogram.lastKey();
    }
}
