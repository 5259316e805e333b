package gossip.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** A chart: a bar for each size and contender, from the left, with a thin line from the least to the most. */
final class Bars {

    private static final int LEFT = 190;
    private static final int WIDTH = 560;
    private static final int RIGHT = 210;
    private static final int STEP = 20;
    private static final int GAP = 8;
    /** Beyond this, small bars could not be seen, and lengths go by the logarithm. */
    private static final double LINEAR = 40;

    private final BenchResults results;
    private final double least;
    private final double most;
    private final StringBuilder svg = new StringBuilder();
    private int y = GAP;

    private Bars(BenchResults results, List<Row> rows) {
        this.results = results;
        double[] shown = rows.stream()
                .flatMap(row -> List.of(Contestant.values()).stream().map(who -> results.spread(row, who)))
                .flatMap(Optional::stream)
                .flatMapToDouble(spread -> DoubleStream.of(spread.min(), spread.max()))
                .filter(value -> value > 0).sorted().toArray();
        least = shown.length == 0 ? 1 : shown[0];
        most = shown.length == 0 ? 1 : shown[shown.length - 1];
    }

    static String svg(BenchResults results, List<Row> rows) {
        return new Bars(results, rows).draw(rows);
    }

    private String draw(List<Row> rows) {
        for (Row row : rows) {
            for (Contestant contestant : Contestant.values()) {
                if (!results.text(row, contestant).equals("-")) {
                    bar(row, contestant);
                    y += STEP;
                }
            }
            y += GAP;
        }
        if (isLogarithmic()) {
            text(LEFT, "start", "lengths are logarithmic");
            y += STEP;
        }
        int width = LEFT + WIDTH + RIGHT;
        return String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" role="img" font-family="sans-serif" font-size="12">
                <rect width="%d" height="%d" fill="#fff"/>
                %s</svg>
                """, width, y, width, y, svg);
    }

    private void bar(Row row, Contestant contestant) {
        text(LEFT - 8, "end", "N=" + row.nodes() + "  " + contestant.title());
        double end = LEFT;
        Optional<Spread> spread = results.spread(row, contestant);
        if (spread.isPresent()) {
            double length = length(spread.get().median());
            rectangle(LEFT, length, STEP - 5, color(contestant));
            double from = length(spread.get().min());
            double to = length(spread.get().max());
            rectangle(LEFT + from, Math.max(1, to - from), 2, "#222");
            end += Math.max(length, to);
        }
        text(end + 6, "start", results.text(row, contestant));
    }

    private boolean isLogarithmic() {
        return most / least > LINEAR;
    }

    private double length(double value) {
        if (value <= 0) {
            return 0;
        }
        return isLogarithmic()
                ? WIDTH * (0.03 + 0.97 * Math.log(value / least) / Math.log(most / least))
                : WIDTH * value / most;
    }

    private static String color(Contestant contestant) {
        return switch (contestant) {
            case GOSSIP -> "#2f7d4f";
            case PRUNE -> "#8dbf9f";
            case JGROUPS -> "#7b93b8";
            case SCALECUBE -> "#c9a86a";
        };
    }

    private void rectangle(double x, double width, int height, String color) {
        svg.append(String.format(Locale.ROOT, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
                x, y + (STEP - 5 - height) / 2.0, width, height, color));
    }

    private void text(double x, String anchor, String text) {
        svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>%n",
                x, y + 12, anchor, Page.escaped(text)));
    }
}
