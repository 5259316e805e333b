package gossip.chart;

import java.util.List;

/** Named points that are drawn in one style. */
public record Series(String name, Style style, List<Point> points) {

    /** The way in which points are drawn. */
    public enum Style { DOTS, LINE, BARS }

    /** A point in the units of the axes. */
    public record Point(double x, double y) {}

    public Series {
        points = List.copyOf(points);
    }
}
