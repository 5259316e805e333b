package gossip.tool;

import gossip.protocol.Address;
import gossip.protocol.Message.Neighbors;
import gossip.stats.GoodnessOfFit;
import gossip.text.Counts;
import gossip.tool.client.Answer;
import gossip.tool.client.Directory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command that prints the overlay and its measures. */
@Command(name = "graph", sortOptions = false, description = "Shows the overlay and its measures. Exit code 1 if it is"
        + " not connected or has a one-way link.")
final class GraphCommand extends ToolCommand {

    private static final int MAX_NAMES = 20;

    /** The other output formats. */
    static final class Format {
        @Option(names = "--dot", description = "Prints the overlay for Graphviz.")
        private boolean dot;

        @Option(names = "--graphml", description = "Prints the overlay as GraphML.")
        private boolean graphml;
    }

    @ArgGroup
    private Format format = new Format();

    @Option(names = "--links", paramLabel = "M", defaultValue = "2",
            description = "The --links of the peers, for the degree law. Default: ${DEFAULT-VALUE}.")
    private int links;

    @Override
    int run() throws IOException {
        if (links < 1) {
            throw usageError("--links must be 1 or more, not " + links);
        }
        if (json && (format.dot || format.graphml)) {
            throw usageError("--json cannot be combined with --dot or --graphml");
        }
        Directory directory = directory();
        List<Answer<List<Map<String, String>>>> answers =
                ask(directory.addresses(), client -> client.rows(new Neighbors()));
        if (!answers.isEmpty() && answers.stream().noneMatch(Answer::isPresent)) {
            throw new NobodyReachableException("no member answers; gossip.sh check says why");
        }
        answers.stream().filter(answer -> !answer.isPresent())
                .forEach(answer -> warn("partial answer: " + label(answer.node()) + ": " + answer.error()));
        OverlayView view = OverlayView.of(answers);
        if (format.dot || format.graphml) {
            (format.dot ? GraphFormats.dot(view, directory) : GraphFormats.graphml(view, directory))
                    .forEach(out()::println);
            return YES;
        }
        Map<String, Object> document = document(view, directory);
        if (json) {
            print(document);
        } else {
            summary(view, document).forEach(line -> Columns.wrap(line, "  ").forEach(out()::println));
        }
        return (Integer) document.get("components") <= 1 && view.oneWay().isEmpty() ? YES : NO;
    }

    private Map<String, Object> document(OverlayView view, Directory directory) {
        OverlayGraph graph = view.graph();
        List<Integer> components = graph.components();
        OverlayGraph.Paths paths = graph.paths();
        OverlayGraph.CutElements cuts = graph.cutElements();
        List<Integer> degrees = IntStream.range(0, graph.size()).map(graph::degree).boxed().toList();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("peers", view.nodes().size());
        document.put("links", view.links().size());
        document.put("components", components.size());
        document.put("largestComponent", components.isEmpty() ? 0 : components.getFirst());
        document.put("diameter", paths.diameter());
        document.put("meanPath", paths.mean());
        document.put("clustering", graph.clustering());
        document.put("degreeLaw", degreeLaw(degrees));
        document.put("oneWayLinks", view.oneWay().stream().map(OverlayView.Ends::document).toList());
        document.put("articulationPoints", cuts.articulationPoints().stream()
                .map(node -> view.nodes().get(node).toString()).toList());
        document.put("bridges", cuts.bridges().stream().map(edge ->
                List.of(view.nodes().get(edge.a()).toString(), view.nodes().get(edge.b()).toString())).toList());
        document.put("hubTrafficShare", view.hubShare(graph));
        document.put("nodes", IntStream.range(0, graph.size()).mapToObj(node -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("address", view.nodes().get(node).toString());
            row.put("name", directory.name(view.nodes().get(node)));
            row.put("degree", graph.degree(node));
            return row;
        }).toList());
        document.put("edges", view.links().stream().map(OverlayView.Ends::document).toList());
        document.put("silent", view.silent().stream().map(Address::toString).toList());
        document.put("partial", !view.silent().isEmpty() || !directory.isComplete());
        return document;
    }

    private Map<String, Object> degreeLaw(List<Integer> degrees) {
        Map<String, Object> law = new LinkedHashMap<>();
        GoodnessOfFit fit = GoodnessOfFit.of(degrees, links);
        boolean enough = fit.verdict() != GoodnessOfFit.Verdict.TOO_FEW;
        law.put("exponent", enough ? fit.law().exponent() : null);
        law.put("distance", enough ? fit.distance() : null);
        law.put("verdict", fit.verdict().text());
        return law;
    }

    private List<String> summary(OverlayView view, Map<String, Object> document) {
        List<String> lines = new ArrayList<>();
        lines.add(count(document, "peers", "peer") + ", " + count(document, "links", "link") + ", "
                + count(document, "components", "component"));
        lines.add(String.format(Locale.ROOT, "diameter %d, mean path %.2f, clustering %.3f", document.get("diameter"),
                document.get("meanPath"), document.get("clustering")));
        lines.add("degrees: " + ((Map<?, ?>) document.get("degreeLaw")).get("verdict"));
        lines.add(String.format(Locale.ROOT, "traffic of the 10 %% of peers with the most links: %.0f %%",
                100 * (Double) document.get("hubTrafficShare")));
        lines.add("peers whose failure splits the overlay (articulation points): "
                + named((List<?>) document.get("articulationPoints")));
        lines.add("links whose loss splits it (bridges): " + named((List<?>) document.get("bridges")));
        lines.add("one-way links: " + named((List<?>) document.get("oneWayLinks")));
        if (!view.silent().isEmpty()) {
            lines.add("no answer: " + named(view.silent()));
        }
        return lines;
    }

    private static String count(Map<String, Object> document, String key, String noun) {
        return Counts.of(((Number) document.get(key)).longValue(), noun);
    }

    private String named(List<?> items) {
        String first = String.join(", ", items.stream().limit(MAX_NAMES)
                .map(item -> item instanceof List<?> ends ? label(ends.get(0)) + " - " + label(ends.get(1))
                        : label(item)).toList());
        String more = items.size() > MAX_NAMES ? " and " + (items.size() - MAX_NAMES) + " more; --json has all" : "";
        return items.isEmpty() ? "none" : items.size() + ": " + first + more;
    }
}
