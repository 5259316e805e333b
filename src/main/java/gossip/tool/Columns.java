package gossip.tool;

import gossip.text.PrintableText;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A table as text for people, at most 100 columns wide. If it does not fit, the columns are one space apart in place of
 * two. If it still does not fit, the last column is cut.
 */
final class Columns {

    static final int WIDTH = 100;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private final List<List<String>> rows = new ArrayList<>();

    Columns(String... titles) {
        rows.add(List.of(titles));
    }

    void add(Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(PrintableText.of(String.valueOf(cell)));
        }
        rows.add(row);
    }

    /** Cuts a text to this number of characters. */
    static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, Math.max(0, width - 3)) + "...";
    }

    /** Breaks a text at spaces into lines of at most {@value #WIDTH} characters. */
    static List<String> wrap(String text) {
        return wrap(text, "");
    }

    /**
     * Breaks a text at spaces into lines of at most {@value #WIDTH} characters, and a word that is longer than a line
     * wherever the line ends.
     *
     * @param indent precedes each line but the first
     */
    static List<String> wrap(String text, String indent) {
        List<String> lines = new ArrayList<>();
        String rest = PrintableText.of(text);
        while (rest.length() > WIDTH) {
            int space = rest.lastIndexOf(' ', WIDTH);
            boolean fits = space > indent.length();
            lines.add(rest.substring(0, fits ? space : WIDTH).stripTrailing());
            rest = indent + rest.substring(fits ? space + 1 : WIDTH);
        }
        lines.add(rest);
        return lines;
    }

    /** Returns an address with the name of its node, if it is known. */
    static String label(Object address, String name) {
        return name.isEmpty() ? address.toString() : address + " (" + cut(name, 20) + ")";
    }

    /** Returns the time of day on this host, with milliseconds. */
    static String clock(Instant time) {
        return CLOCK.format(time.atZone(ZoneId.systemDefault()));
    }

    /** Returns the time in UTC for JSON, always with milliseconds, so that sorting the texts sorts the times. */
    static String timestamp(Instant time) {
        return TIMESTAMP.format(time);
    }

    List<String> lines() {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        rows.forEach(row -> {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        String gap = IntStream.of(widths).sum() + 2 * (columns - 1) <= WIDTH ? "  " : " ";
        return rows.stream().map(row -> {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                line.append(i == 0 ? "" : gap).append(row.get(i)).repeat(" ", widths[i] - row.get(i).length());
            }
            return cut(line.toString().stripTrailing(), WIDTH);
        }).toList();
    }
}
