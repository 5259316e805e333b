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

    /** The beginning of the page, with its style sheet. */
    private static final String HEAD = "page-head.html";
    private static final String TITLE = "TITLE";

    private final String title;
    private final StringBuilder tiles = new StringBuilder();
    private final StringBuilder figures = new StringBuilder();
    private final StringBuilder sections = new StringBuilder();
    private String command = "";

    public HtmlPage(String title) {
        this.title = title;
    }

    /** Sets the command that made the page, which stands below the title. */
    public void command(String line) {
        command = "<code>" + Xml.escape(line) + "</code>\n";
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

    /** Adds lines of text in columns. */
    public void text(List<String> lines) {
        sections.append("<section>\n<pre>");
        lines.forEach(line -> sections.append(Xml.escape(line)).append('\n'));
        sections.append("</pre>\n</section>\n");
    }

    public String html() {
        String heading = Xml.escape(title);
        return head().replace(TITLE, heading) + "<h1>" + heading + "</h1>\n" + command
                + (tiles.isEmpty() ? "" : "<div class=\"tiles\">\n" + tiles + "</div>\n")
                + "<div class=\"charts\">\n" + figures + "</div>\n" + sections + "</main>\n</body>\n</html>\n";
    }

    private static String head() {
        try (InputStream in = HtmlPage.class.getResourceAsStream(HEAD)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
