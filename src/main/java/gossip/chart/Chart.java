package gossip.chart;

import gossip.chart.Series.Point;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A chart that is drawn as SVG. The page that contains it defines its colors, by the CSS classes of the elements.
 *
 * @param marks events to show on the x axis
 */
public record Chart(String title, Axis x, Axis y, List<Series> series, List<Mark> marks) {

    /** A vertical line at a value of the x axis, with a name. */
    public record Mark(double x, String name) {}

    private static final int WIDTH = 640;
    private static final int HEIGHT = 400;
    private static final int LEFT = 78;
    private static final int RIGHT = 18;
    private static final int TOP = 40;
    private static final int BOTTOM = 56;
    private static final int LEGEND_LINE = 18;

    public Chart {
        series = List.copyOf(series);
        marks = List.copyOf(marks);
    }

    /** Returns the chart as an SVG element. */
    public String svg() {
        StringBuilder svg = new StringBuilder();
        add(svg, "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">", WIDTH, HEIGHT, Xml.escape(title));
        grid(svg);
        marks.stream().filter(mark -> mark.x() >= x.min() && mark.x() <= x.max())
                .forEach(mark -> drawMark(svg, mark));
        for (int i = 0; i < series.size(); i++) {
            add(svg, "<g class=\"series s%d\">", i);
            draw(svg, series.get(i));
            add(svg, "</g>");
        }
        legend(svg);
        add(svg, "</svg>");
        return svg.toString();
    }

    private void grid(StringBuilder svg) {
        int bottom = HEIGHT - BOTTOM;
        int right = WIDTH - RIGHT;
        for (Axis.Tick tick : x.ticks()) {
            double at = pixelX(tick.value());
            add(svg, "<line class=\"grid\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>", at, TOP, at, bottom);
            add(svg, "<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                    at, bottom + 18, tick.text());
        }
        for (Axis.Tick tick : y.ticks()) {
            double at = pixelY(tick.value());
            add(svg, "<line class=\"grid\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>", LEFT, at, right, at);
            add(svg, "<text class=\"tick\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
                    LEFT - 8, at + 4, tick.text());
        }
        add(svg, "<path class=\"axis\" d=\"M%d %dV%dH%d\"/>", LEFT, TOP, bottom, right);
        add(svg, "<text class=\"label\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                (LEFT + right) / 2, HEIGHT - 12, Xml.escape(x.label()));
        add(svg, "<text class=\"label\" transform=\"translate(16 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>",
                (TOP + bottom) / 2, Xml.escape(y.label()));
    }

    private void drawMark(StringBuilder svg, Mark mark) {
        double at = pixelX(mark.x());
        boolean rightHalf = at > (LEFT + WIDTH - RIGHT) / 2.0;
        add(svg, "<line class=\"mark\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>", at, TOP, at, HEIGHT - BOTTOM);
        add(svg, "<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>", at + (rightHalf ? -5 : 5),
                HEIGHT - BOTTOM - 8, rightHalf ? "end" : "start", Xml.escape(mark.name()));
    }

    private void draw(StringBuilder svg, Series drawn) {
        drawn.points().stream().filter(point -> point.error() > 0).forEach(point -> add(svg,
                "<line class=\"error\" x1=\"%1$.1f\" y1=\"%2$.1f\" x2=\"%1$.1f\" y2=\"%3$.1f\"/>", pixelX(point.x()),
                pixelY(point.y() - point.error()), pixelY(point.y() + point.error())));
        switch (drawn.style()) {
            case DOTS -> drawn.points().forEach(point -> add(svg,
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\"><title>%s</title></circle>",
                    pixelX(point.x()), pixelY(point.y()), tooltip(point)));
            case LINE -> add(svg, "<polyline points=\"%s\"/>", drawn.points().stream()
                    .map(point -> String.format(Locale.ROOT, "%.1f,%.1f", pixelX(point.x()), pixelY(point.y())))
                    .collect(Collectors.joining(" ")));
            case BARS -> drawn.points().forEach(point -> add(svg,
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"><title>%s</title></rect>",
                    pixelX(point.x() - 0.4), pixelY(point.y()), pixelX(point.x() + 0.4) - pixelX(point.x() - 0.4),
                    HEIGHT - BOTTOM - pixelY(point.y()), tooltip(point)));
        }
    }

    private String tooltip(Point point) {
        return Xml.escape(String.format(Locale.ROOT, "%s %.4g: %s %.4g", x.label(), point.x(), y.label(), point.y()));
    }

    /** Adds the names of the series above the plot. A single series needs no legend. */
    private void legend(StringBuilder svg) {
        double at = LEFT;
        for (int i = 0; i < series.size() && series.size() > 1; i++) {
            Series named = series.get(i);
            add(svg, "<g class=\"series s%d\">", i);
            if (named.style() == Series.Style.LINE) {
                add(svg, "<polyline points=\"%.1f,%d %.1f,%d\"/>", at, LEGEND_LINE, at + 18, LEGEND_LINE);
            } else {
                add(svg, "<circle cx=\"%.1f\" cy=\"%d\" r=\"4\"/>", at + 9, LEGEND_LINE);
            }
            add(svg, "</g><text class=\"tick\" x=\"%.1f\" y=\"%d\">%s</text>", at + 25, LEGEND_LINE + 4,
                    Xml.escape(named.name()));
            at += 50 + 6.8 * named.name().length();
        }
    }

    private double pixelX(double value) {
        return LEFT + x.position(value) * (WIDTH - RIGHT - LEFT);
    }

    private double pixelY(double value) {
        return HEIGHT - BOTTOM - y.position(value) * (HEIGHT - BOTTOM - TOP);
    }

    private static void add(StringBuilder svg, String form, Object... values) {
        svg.append(String.format(Locale.ROOT, form, values)).append('\n');
    }
}
