package gossip.experiment.overlay;

import gossip.cli.TextConverter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The overlay of an experiment: grown by the join protocol, or a graph whose links are opened before the run and are
 * neither replaced nor added to.
 *
 * @param kind the kind of the graph
 * @param k the number of the kind, else 0. It is the degree of a regular graph or the mean degree of a random one. In a
 *     Barabasi-Albert graph it is the number of edges of a new node, in a tree that of the children of a node.
 * @param file the graph of a file
 * @param text the text from which it was parsed
 */
public record OverlayShape(Kind kind, int k, Optional<Graph> file, String text) {

    /** The kinds of graphs. */
    public enum Kind { POWER_LAW, RING, MESH, STAR, GRID, TREE, REGULAR, RANDOM, BARABASI_ALBERT, FILE }

    private static final Pattern NUMBERED = Pattern.compile("(regular|random|barabasi-albert|tree):([1-9]\\d{0,3})");
    private static final int MAX_MESH = 1000;

    /** A converter of the value of an option. */
    public static final class Converter extends TextConverter<OverlayShape> {
        Converter() {
            super(OverlayShape::parse);
        }
    }

    /**
     * Parses the name of a graph.
     *
     * @throws IllegalArgumentException if there is no such graph, or if its file cannot be used
     */
    public static OverlayShape parse(String text) {
        Matcher numbered = NUMBERED.matcher(text);
        if (numbered.matches()) {
            Kind kind = Kind.valueOf(numbered.group(1).toUpperCase(Locale.ROOT).replace('-', '_'));
            return new OverlayShape(kind, Integer.parseInt(numbered.group(2)), Optional.empty(), text);
        }
        if (text.startsWith("file:")) {
            return new OverlayShape(Kind.FILE, 0, Optional.of(EdgeList.read(Path.of(text.substring(5)))), text);
        }
        return new OverlayShape(switch (text) {
            case "power-law" -> Kind.POWER_LAW;
            case "ring" -> Kind.RING;
            case "mesh" -> Kind.MESH;
            case "star" -> Kind.STAR;
            case "grid" -> Kind.GRID;
            default -> throw new IllegalArgumentException("'" + text + "' is not power-law, ring, mesh, star, grid,"
                    + " regular:K, random:K, barabasi-albert:M, tree:K or file:FILE");
        }, 0, Optional.empty(), text);
    }

    /** Returns whether the peers open their links by the join protocol. */
    public boolean isGrown() {
        return kind == Kind.POWER_LAW;
    }

    /**
     * Returns why there is no such graph with this number of nodes, or empty.
     *
     * @param nodes the number of nodes
     */
    public Optional<String> problem(int nodes) {
        return switch (kind) {
            case MESH -> nodes <= MAX_MESH ? Optional.empty() : Optional.of("at most " + MAX_MESH + " peers in a mesh");
            case REGULAR -> nodes % 2 == 0 && k < nodes || nodes % 2 == 1 && k % 2 == 0 && k < nodes ? Optional.empty()
                    : Optional.of("less than the peers, and even if their number is odd");
            case BARABASI_ALBERT, RANDOM -> k < nodes ? Optional.empty() : Optional.of("less than the peers");
            default -> Optional.empty();
        };
    }

    /** Returns the graph. The kind must not be POWER_LAW. */
    public Graph graph(int nodes, long randomSeed) {
        SplittableRandom random = new SplittableRandom(randomSeed);
        return switch (kind) {
            case RING -> Graph.ring(nodes);
            case MESH -> Graph.mesh(nodes);
            case STAR -> Graph.star(nodes);
            case GRID -> Graph.grid(nodes);
            case TREE -> Graph.tree(nodes, k);
            case REGULAR -> Graph.regular(nodes, k, random);
            case RANDOM -> Graph.random(nodes, k, random);
            case BARABASI_ALBERT -> Graph.barabasiAlbert(nodes, k, random);
            case FILE -> file.orElseThrow();
            case POWER_LAW -> throw new IllegalStateException("the join protocol grows this overlay");
        };
    }

    /** Returns the text that is parsed to this value. */
    @Override
    public String toString() {
        return text;
    }
}
