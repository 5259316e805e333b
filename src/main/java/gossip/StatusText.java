package gossip;

import gossip.protocol.Pairs;
import gossip.text.Counts;
import gossip.text.PrintableText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The state of the nodes of a process as text for people: a block for one node, a line for each of several. */
final class StatusText {

    private final Map<String, String> state;

    private StatusText(String status) {
        this.state = Pairs.parse(status);
    }

    /**
     * Returns the text.
     *
     * @param statuses the answer of each node to STATUS
     */
    static String of(long pid, List<String> statuses) {
        List<String> lines = new ArrayList<>();
        if (statuses.size() == 1) {
            StatusText only = new StatusText(statuses.getFirst());
            lines.add(only.name() + ", pid " + pid + ", up " + time(only.number("uptime") / 1000)
                    + ", version " + only.text("version"));
            lines.addAll(only.state.get("role").equals("seed") ? only.seed() : only.peer());
        } else {
            lines.add("pid " + pid + ", " + Counts.of(statuses.size(), "peer"));
            statuses.forEach(status -> lines.add(new StatusText(status).line()));
        }
        lines.replaceAll(PrintableText::of);
        return String.join("\n", lines);
    }

    private List<String> seed() {
        List<String> lines = new ArrayList<>();
        lines.add("  members    " + number("members"));
        lines.add("  reports    " + Counts.of(number("reports"), "death report") + ", " + number("refuted")
                + " refuted, " + Counts.of(number("removedDead"), "member") + " removed as dead");
        addProblems(lines);
        return lines;
    }

    private List<String> peer() {
        List<String> lines = new ArrayList<>();
        lines.add("  links      " + Counts.of(number("degree"), "neighbor") + ", registered with "
                + text("seeds").replace("/", " of ") + (text("seeds").endsWith("/1") ? " seed" : " seeds"));
        lines.add("  messages   " + messages() + (number("lost") > 0 ? ", " + number("lost") + " lost" : ""));
        lines.add("  traffic    " + Counts.of(number("bytesIn"), "byte") + " in, "
                + Counts.of(number("bytesOut"), "byte") + " out, " + number("queue") + " not yet sent");
        lines.add("  failures   " + Counts.of(number("pingMisses"), "missed PING") + ", "
                + Counts.of(number("deaths"), "neighbor") + " declared dead");
        addProblems(lines);
        return lines;
    }

    /** Adds what a user should act on. */
    private void addProblems(List<String> lines) {
        if (number("badInput") > 0) {
            lines.add("  bad input  " + Counts.of(number("badInput"), "invalid line or link"));
        }
        if (text("durability").equals("failed")) {
            lines.add("  problem    the data cannot be stored");
        }
        if (state.containsKey("problem")) {
            lines.add("  problem    " + text("problem").replace('_', ' '));
        }
        if (state.containsKey("certificateDays")) {
            lines.add("  expiry     the certificate is valid for " + text("certificateDays") + " days");
        }
    }

    private String line() {
        return "  " + name() + ": " + Counts.of(number("degree"), "neighbor") + "; " + messages();
    }

    private String name() {
        String name = text("name");
        return text("role") + (name.isEmpty() ? "" : " " + name) + " at " + text("address");
    }

    private String messages() {
        return number("published") + " published, " + number("received") + " received, "
                + Counts.of(number("duplicates"), "duplicate") + ", " + number("retained") + " stored";
    }

    private String text(String key) {
        return state.getOrDefault(key, "");
    }

    private long number(String key) {
        return Long.parseLong(state.getOrDefault(key, "0"));
    }

    private static String time(long seconds) {
        return seconds < 120 ? seconds + " s" : seconds < 7200 ? seconds / 60 + " min"
                : seconds < 172_800 ? seconds / 3600 + " h" : seconds / 86_400 + " days";
    }
}
