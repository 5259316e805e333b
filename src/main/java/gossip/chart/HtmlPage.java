package gossip.chart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An HTML page with figures, charts and tables, for light and dark screens and for paper. Not thread-safe. */
public final class HtmlPage {

    /** A row of a table. */
    public record Row(String label, String value) {}

    /** The beginning of the page of an experiment, with the style sheet. */
    private static final String HEAD = "/gossip/experiment/report-head.html";
    private static final String HEAD_TITLE = "<title>Gossip experiment</title>";

    private final String title;
    private final StringBuilder tiles = new StringBuilder();
    private final StringBuilder figures = new StringBuilder();
    private final StringBuilder sections = new StringBuilder();

    public HtmlPage(String title) {
        this.title = title;
    }

    /** Adds a number in large letters. */
    public void tile(String figure, String label) {
        tiles.append("<div class=\"tile\"><b>").append(Xml.escape(figure)).append("</b><span>")
                .append(Xml.escape(label)).append("</span></div>\n");
    }

    public void figure(Chart chart, String caption) {
        figures.append("<figure>\n<h2>").append(Xml.escape(chart.title())).append("</h2>\n")
                .append(chart.svg().strip()).append("\n<figcaption>").append(Xml.escape(caption))
                .append("</figcaption>\n</figure>\n");
    }

    /** Adds a table. */
    public void section(String heading, List<Row> rows) {
        sections.append("<section>\n<h2>").append(Xml.escape(heading)).append("</h2>\n<table>\n");
        rows.forEach(row -> sections.append("<tr><th scope=\"row\">").append(Xml.escape(row.label()))
                .append("</th><td>").append(Xml.escape(row.value())).append("</td></tr>\n"));
        sections.append("</table>\n</section>\n");
    }

    public String html() {
        return head().replace(HEAD_TITLE, "<title>" + Xml.escape(title) + "</title>")
                + "<h1>" + Xml.escape(title) + "</h1>\n<div class=\"tiles\">\n" + tiles + "</div>\n<div class=\"charts\">\n"
                + figures + "</div>\n" + sections + "</main>\n</body>\n</html>\n";
    }

    private static String head() {
        try (InputStream in = HtmlPage.class.getResourceAsStream(HEAD)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
