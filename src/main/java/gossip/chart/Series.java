package gossip.chart;

import java.util.List;

/** Points to be drawn in one way, under one name. */
public record Series(String name, Style style, List<Point> points) {

    /** How the points are drawn. */
    public enum Style { DOTS, LINE, BARS }

    /** In the units of the axes. */
    public record Point(double x, double y) {}

    public Series {
        points = List.copyOf(points);
    }
}
