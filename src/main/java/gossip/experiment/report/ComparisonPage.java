package gossip.experiment.report;

import gossip.chart.Axis;
import gossip.chart.Chart;
import gossip.chart.HtmlPage;
import gossip.chart.Series;
import gossip.chart.Series.Point;
import gossip.stats.MeanInterval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A comparison as one HTML page: for each figure a chart of its means with their 95 % intervals. */
public final class ComparisonPage {

    private static final Pattern LEADING_NUMBER = Pattern.compile("\\d+(\\.\\d+)?");

    private ComparisonPage() {}

    /** Returns the page. The first option is the x axis, a second one distinguishes the series. */
    public static String of(Comparison comparison, List<String> figures) {
        HtmlPage page = new HtmlPage("Gossip experiments");
        page.command(comparison.arguments());
        for (String figure : figures) {
            chart(comparison, figure).ifPresent(chart ->
                    page.figure(chart, "Mean and 95 % confidence interval over the repetitions."));
        }
        page.text(comparison.table(figures));
        return page.html();
    }

    private static Optional<Chart> chart(Comparison comparison, String figure) {
        Map<String, List<Point>> series = new LinkedHashMap<>();
        double lowest = 0;
        double highest = 0;
        double last = 1;
        int position = 0;
        List<List<String>> combinations = List.copyOf(comparison.combinations());
        boolean numeric = combinations.stream().allMatch(values -> !values.isEmpty() && number(values).isPresent());
        for (List<String> values : combinations) {
            position++;
            Optional<MeanInterval> mean = comparison.mean(values, figure);
            if (mean.isPresent()) {
                double x = numeric ? number(values).get() : position;
                MeanInterval interval = mean.get();
                series.computeIfAbsent(values.size() < 2 ? figure : String.join(" ", values.subList(1, values.size())),
                        name -> new ArrayList<>()).add(new Point(x, interval.mean(), interval.halfWidth()));
                lowest = Math.min(lowest, interval.mean() - interval.halfWidth());
                highest = Math.max(highest, interval.mean() + interval.halfWidth());
                last = Math.max(last, x);
            }
        }
        if (series.isEmpty()) {
            return Optional.empty();
        }
        List<Series> drawn = new ArrayList<>();
        series.forEach((name, points) -> drawn.add(new Series(name, Series.Style.DOTS, points)));
        String label = comparison.options().isEmpty() ? "combination" : comparison.options().getFirst();
        return Optional.of(new Chart(figure, Axis.linear(label, 0, last * 1.05),
                Axis.linear(figure, lowest, highest * 1.05), drawn, List.of()));
    }

    private static Optional<Double> number(List<String> values) {
        Matcher number = LEADING_NUMBER.matcher(values.getFirst());
        return number.lookingAt() ? Optional.of(Double.parseDouble(number.group())) : Optional.empty();
    }
}
