package gossip.tool;

import gossip.cli.Durations;
import gossip.protocol.Address;
import gossip.protocol.Message.Status;
import gossip.text.PrintableText;
import gossip.tool.client.Answer;
import gossip.tool.client.NodeClient;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that prints the state of each node. */
@Command(name = "status", sortOptions = false,
        description = "Shows the state of each node. Exit code 1 if a node does not answer.",
        footer = {"", "Columns: neighbors (DEG), members of a seed (MEMB), messages that were generated (GEN), received"
                + " for the first time (RECV), received again (DUP) and stored (KEPT), bytes on open and closed links"
                + " (IN, OUT), bytes not yet sent (QUEUE), round trip of this request."})
final class StatusCommand extends ToolCommand {

    /** The state of a node, and the round trip of the question in milliseconds. */
    record NodeState(Map<String, String> values, double rtt) {

        String text(String key) {
            return values.getOrDefault(key, "");
        }

        /** Returns a number, or empty if the node does not have this figure. */
        Optional<Long> number(String key) {
            String value = text(key);
            return value.matches("\\d{1,18}") ? Optional.of(Long.parseLong(value)) : Optional.empty();
        }
    }

    /** The fields of the document that are figures of the state, and their keys there. */
    private static final Map<String, String> FIGURES = figures();

    @Parameters(paramLabel = "ADDRESS", description = "Nodes, by address or name. Default: all.")
    private List<String> nodes = List.of();

    @Option(names = "--watch", paramLabel = "TIME", converter = Durations.Converter.class,
            description = "Repeats after this time, until Ctrl+C.")
    private Optional<Duration> watch = Optional.empty();

    private static Map<String, String> figures() {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("uptimeMs", "uptime");
        figures.put("degree", "degree");
        figures.put("members", "members");
        figures.put("generated", "published");
        for (String same : List.of("received", "duplicates", "retained", "bytesIn", "bytesOut", "queue")) {
            figures.put(same, same);
        }
        return figures;
    }

    /** Asks a node for its state. */
    static NodeState ask(NodeClient node) throws IOException {
        long before = System.nanoTime();
        Map<String, String> values = node.state(new Status());
        return new NodeState(values, (System.nanoTime() - before) / 1e6);
    }

    @Override
    int run() throws IOException, InterruptedException {
        return repeat(watch, this::show);
    }

    private int show() throws IOException {
        List<Address> asked = nodes.isEmpty() ? directory().nodes() : resolve(nodes);
        List<Answer<NodeState>> answers = ask(asked, client -> {
            ask(client);
            // The round trip of the first question includes the time in which the JVM loads the code for it.
            return ask(client);
        });
        List<Answer<NodeState>> silent = answers.stream().filter(answer -> !answer.isPresent()).toList();
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("nodes", answers.stream().map(StatusCommand::row).toList());
            document.put("partial", !silent.isEmpty());
            print(document);
        } else {
            if (silent.size() < answers.size()) {
                print(table(answers));
            }
            if (!silent.isEmpty()) {
                findNames();
            }
            silent.forEach(answer -> out().println(
                    PrintableText.of(label(answer.node()) + " does not answer: " + answer.error())));
            out().flush();
        }
        return silent.isEmpty() ? YES : silent.size() == answers.size() ? UNREACHABLE : NO;
    }

    private static Map<String, Object> row(Answer<NodeState> answer) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("address", answer.node().toString());
        row.put("reachable", answer.isPresent());
        answer.value().ifPresentOrElse(state -> {
            row.put("role", state.text("role"));
            row.put("name", state.text("name"));
            row.put("version", state.text("version"));
            FIGURES.forEach((field, key) -> row.put(field, state.number(key).orElse(null)));
            row.put("rttMs", Math.round(state.rtt() * 1000) / 1000.0);
        }, () -> row.put("error", answer.error()));
        return row;
    }

    private static Columns table(List<Answer<NodeState>> answers) {
        Columns table = new Columns("ROLE", "ADDRESS", "NAME", "UP", "DEG", "MEMB", "GEN", "RECV", "DUP", "KEPT",
                "IN B", "OUT B", "QUEUE B", "RTT MS");
        for (Answer<NodeState> answer : answers) {
            answer.value().ifPresent(state -> table.add(state.text("role"), answer.node(),
                    Columns.cut(state.text("name"), 12), state.number("uptime").map(StatusCommand::time).orElse("-"),
                    figure(state, "degree"), figure(state, "members"),
                    figure(state, "published"), figure(state, "received"), figure(state, "duplicates"),
                    figure(state, "retained"), figure(state, "bytesIn"), figure(state, "bytesOut"),
                    figure(state, "queue"),
                    String.format(Locale.ROOT, "%.1f", state.rtt())));
        }
        return table;
    }

    private static String figure(NodeState state, String key) {
        return state.number(key).map(StatusCommand::shortened).orElse("-");
    }

    /** Returns a number in at most five characters, with the suffix k, M or G above 9,999. */
    static String shortened(long number) {
        return number < 10_000 ? String.valueOf(number)
                : number < 10_000_000 ? number / 1000 + "k"
                : number < 10_000_000_000L ? number / 1_000_000 + "M" : number / 1_000_000_000 + "G";
    }

    /** Returns a time in seconds, minutes, hours or days. */
    static String time(long millis) {
        long seconds = millis / 1000;
        return seconds < 100 ? seconds + "s" : seconds < 6000 ? seconds / 60 + "m"
                : seconds < 360_000 ? seconds / 3600 + "h" : seconds / 86_400 + "d";
    }
}
