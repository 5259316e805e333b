package gossip.chart;

import java.util.List;

/** Named points that are drawn in one style. */
public record Series(String name, Style style, List<Point> points) {

    /** The way in which points are drawn. */
    public enum Style { DOTS, LINE, BARS }

    /**
     * A point in the units of the axes.
     *
     * @param error half the length of its error bar; 0 for none
     */
    public record Point(double x, double y, double error) {

        public Point(double x, double y) {
            this(x, y, 0);
        }
    }

    public Series {
        points = List.copyOf(points);
    }
}
