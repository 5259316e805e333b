package gossip.bench;

import gossip.chart.Xml;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** A bar chart as SVG: one bar of the median for each size and contender, with a thin line from minimum to maximum. */
final class BarChart {

    private static final int LEFT = 190;
    private static final int WIDTH = 560;
    private static final int RIGHT = 210;
    private static final int STEP = 20;
    private static final int GAP = 8;
    /** Above this ratio of the largest to the smallest value, lengths are logarithmic to keep small bars visible. */
    private static final double MAX_LINEAR_RATIO = 40;

    private final BenchResults results;
    private final double min;
    private final double max;
    private final StringBuilder svg = new StringBuilder();
    private int y = GAP;

    private BarChart(BenchResults results, List<Row> rows) {
        this.results = results;
        double[] shown = rows.stream()
                .flatMap(row -> Stream.of(Contender.values()).map(contender -> results.range(row, contender)))
                .flatMap(Optional::stream)
                .flatMapToDouble(range -> DoubleStream.of(range.min(), range.max()))
                .filter(value -> value > 0).sorted().toArray();
        min = shown.length == 0 ? 1 : shown[0];
        max = shown.length == 0 ? 1 : shown[shown.length - 1];
    }

    static String svg(BenchResults results, List<Row> rows) {
        return new BarChart(results, rows).draw(rows);
    }

    private String draw(List<Row> rows) {
        for (Row row : rows) {
            for (Contender contender : Contender.values()) {
                if (!results.text(row, contender).equals("-")) {
                    bar(row, contender);
                    y += STEP;
                }
            }
            y += GAP;
        }
        if (isLogarithmic()) {
            text(LEFT, "start", "logarithmic scale");
            y += STEP;
        }
        int width = LEFT + WIDTH + RIGHT;
        return String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" role="img" font-family="sans-serif" font-size="12">
                <rect width="%d" height="%d" fill="#fff"/>
                %s</svg>
                """, width, y, width, y, svg);
    }

    private void bar(Row row, Contender contender) {
        text(LEFT - 8, "end", "N=" + row.nodes() + "  " + contender.title());
        double end = LEFT;
        Optional<Range> spread = results.range(row, contender);
        if (spread.isPresent()) {
            double length = length(spread.get().median());
            rectangle(LEFT, length, STEP - 5, color(contender));
            double from = length(spread.get().min());
            double to = length(spread.get().max());
            rectangle(LEFT + from, Math.max(1, to - from), 2, "#222");
            end += Math.max(length, to);
        }
        text(end + 6, "start", results.text(row, contender));
    }

    private boolean isLogarithmic() {
        return max / min > MAX_LINEAR_RATIO;
    }

    private double length(double value) {
        if (value <= 0) {
            return 0;
        }
        return isLogarithmic()
                ? WIDTH * (0.03 + 0.97 * Math.log(value / min) / Math.log(max / min))
                : WIDTH * value / max;
    }

    private static String color(Contender contender) {
        return switch (contender) {
            case GOSSIP -> "#2f7d4f";
            case PRUNE -> "#8dbf9f";
            case DATA -> "#4f8fa3";
            case TLS -> "#b5652b";
            case SIGNED_EC, SIGNED_ED25519, SIGNED_RSA -> "#d9a583";
            case JGROUPS -> "#7b93b8";
            case FLOOR -> "#9a9a9a";
            case SCALECUBE -> "#c9a86a";
        };
    }

    private void rectangle(double x, double width, int height, String color) {
        svg.append(String.format(Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
                x, y + (STEP - 5 - height) / 2.0, width, height, color));
    }

    private void text(double x, String anchor, String text) {
        svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>%n",
                x, y + 12, anchor, Xml.escape(text)));
    }
}
