package gossip.experiment;

import gossip.chart.Series.Point;
import gossip.stats.GoodnessOfFit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The degrees of all running peers at one moment.
 *
 * @param histogram the number of peers by degree
 * @param fit the power law that was fitted to the degrees of {@code --links} or more
 */
public record DegreeDistribution(SortedMap<Integer, Integer> histogram, GoodnessOfFit fit) {

    public static DegreeDistribution of(List<Integer> degrees, int minDegree) {
        SortedMap<Integer, Integer> histogram = new TreeMap<>();
        degrees.forEach(degree -> histogram.merge(degree, 1, Integer::sum));
        return new DegreeDistribution(
                Collections.unmodifiableSortedMap(histogram), GoodnessOfFit.of(degrees, minDegree));
    }

    /** Returns the observed complementary cumulative distribution of the degrees in the fit. */
    public List<Point> observed() {
        List<Point> points = new ArrayList<>();
        double above = fit.count();
        for (var entry : histogram.tailMap(fit.law().minDegree()).entrySet()) {
            points.add(new Point(entry.getKey(), above / fit.count()));
            above -= entry.getValue();
        }
        return points;
    }

    /** Returns the complementary cumulative distribution of the fitted law. */
    public List<Point> fitted() {
        List<Point> points = new ArrayList<>();
        // The points are evenly spaced on a logarithmic axis.
        for (int k = fit.law().minDegree(); k <= max(); k = Math.max(k + 1, (int) (k * 1.1))) {
            points.add(new Point(k, fit.law().atLeast(k)));
        }
        return points;
    }

    public double mean() {
        long peers = histogram.values().stream().mapToLong(Integer::longValue).sum();
        long sum = histogram.entrySet().stream().mapToLong(entry -> (long) entry.getKey() * entry.getValue()).sum();
        return peers == 0 ? 0 : (double) sum / peers;
    }

    public int max() {
        return histogram.isEmpty() ? 0 : histogram.lastKey();
    }
}
