package gossip.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.tool.OverlayGraph.Edge;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OverlayGraphTest {

    private static final int GRAPHS = 2000;

    private static List<Edge> randomEdges(Random random, int nodes) {
        Set<Edge> edges = new HashSet<>();
        for (int left = random.nextInt(2 * nodes); left > 0; left--) {
            int a = random.nextInt(nodes);
            int b = random.nextInt(nodes);
            if (a != b) {
                edges.add(new Edge(Math.min(a, b), Math.max(a, b)));
            }
        }
        return List.copyOf(edges);
    }

    private static int components(int nodes, List<Edge> edges) {
        return new OverlayGraph(nodes, edges).components().size();
    }

    /** Removing a node leaves it behind as a component of its own, so one component is subtracted. */
    private static boolean cuts(int node, int nodes, List<Edge> edges) {
        List<Edge> left = edges.stream().filter(edge -> edge.a() != node && edge.b() != node).toList();
        boolean isolated = left.size() == edges.size();
        return !isolated && components(nodes, left) - 1 > components(nodes, edges);
    }

    @Test
    void articulation_points_and_bridges_agree_with_the_removal_of_each_node_and_edge() {
        for (long seed = 0; seed < GRAPHS; seed++) {
            Random random = new Random(seed);
            int nodes = 1 + random.nextInt(14);
            List<Edge> edges = randomEdges(random, nodes);
            String context = "random seed " + seed + ": " + nodes + " nodes, " + edges;
            OverlayGraph.CutElements found = new OverlayGraph(nodes, edges).cutElements();
            assertEquals(IntStream.range(0, nodes).filter(node -> cuts(node, nodes, edges)).boxed().toList(),
                    found.articulationPoints(), context);
            Set<Edge> bridges = new HashSet<>(edges);
            bridges.removeIf(edge -> {
                List<Edge> left = new ArrayList<>(edges);
                left.remove(edge);
                return components(nodes, left) == components(nodes, edges);
            });
            assertEquals(bridges, Set.copyOf(found.bridges()), context);
        }
    }

    @Test
    void a_path_of_four_has_diameter_3_and_no_triangle() {
        OverlayGraph path = new OverlayGraph(4, List.of(new Edge(0, 1), new Edge(1, 2), new Edge(2, 3)));
        assertEquals(new OverlayGraph.Paths(3, 20.0 / 12), path.paths());
        assertEquals(0, path.clustering());
    }

    @Test
    void a_triangle_with_an_isolated_node_has_two_components() {
        OverlayGraph graph = new OverlayGraph(4, List.of(new Edge(0, 1), new Edge(1, 2), new Edge(0, 2)));
        assertEquals(List.of(3, 1), graph.components());
        assertEquals(0.75, graph.clustering());
    }

    @Test
    void a_long_path_does_not_exhaust_the_stack() {
        int nodes = 100_000;
        List<Edge> edges = IntStream.range(1, nodes).mapToObj(node -> new Edge(node - 1, node)).toList();
        assertEquals(nodes - 1, new OverlayGraph(nodes, edges).cutElements().bridges().size());
    }
}
