package gossip.experiment.overlay;

import gossip.experiment.overlay.Graph.Edge;
import gossip.files.FileErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Graphs as text: a line with two names for each edge, separated by spaces or a comma; or as GraphML. */
public final class EdgeList {

    private static final int MAX_EDGES = 10_000_000;

    private EdgeList() {}

    /**
     * Reads a graph. Nodes are numbered in the order of their first occurrence. Further words of a line, loops,
     * repeated edges and lines that start with {@code #} or {@code %} are ignored.
     *
     * @throws IllegalArgumentException if the file cannot be used; the message names it
     */
    static Graph read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read: " + FileErrors.reason(file, e), e);
        }
        Map<String, Integer> numbers = new HashMap<>();
        Set<Edge> edges = new LinkedHashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            String[] words = lines.get(i).strip().split("[\\s,]+");
            if (lines.get(i).isBlank() || words[0].startsWith("#") || words[0].startsWith("%")) {
                continue;
            }
            if (words.length < 2 || edges.size() >= MAX_EDGES) {
                throw new IllegalArgumentException(file + ":" + (i + 1) + ": '" + lines.get(i)
                        + "' is not two names, or one of more than " + MAX_EDGES + " edges");
            }
            int one = number(numbers, words[0]);
            int other = number(numbers, words[1]);
            if (one != other) {
                edges.add(Edge.of(one, other));
            }
        }
        if (numbers.size() < 2) {
            throw new IllegalArgumentException(file + " has fewer than 2 nodes");
        }
        return Graph.of(numbers.size(), edges);
    }

    private static int number(Map<String, Integer> numbers, String name) {
        Integer known = numbers.putIfAbsent(name, numbers.size());
        return known == null ? numbers.size() - 1 : known;
    }

    /** Returns the edges as lines of two numbers. */
    public static String text(Graph graph) {
        StringBuilder text = new StringBuilder();
        graph.edges().forEach(edge -> text.append(edge.low()).append(' ').append(edge.high()).append('\n'));
        return text.toString();
    }

    /** Returns the graph as GraphML, for Gephi, NetworkX and others. */
    public static String graphml(Graph graph) {
        StringBuilder text = new StringBuilder("""
                <?xml version="1.0" encoding="UTF-8"?>
                <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
                <graph edgedefault="undirected">
                """);
        for (int i = 0; i < graph.nodes(); i++) {
            text.append("<node id=\"").append(i).append("\"/>\n");
        }
        graph.edges().forEach(edge -> text.append("<edge source=\"").append(edge.low()).append("\" target=\"")
                .append(edge.high()).append("\"/>\n"));
        return text.append("</graph>\n</graphml>\n").toString();
    }
}
