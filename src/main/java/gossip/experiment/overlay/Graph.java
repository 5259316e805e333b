package gossip.experiment.overlay;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * An undirected graph without loops and double edges.
 *
 * @param nodes the number of nodes, which are numbered from 0
 * @param edges the edges, each once, in the order in which they were added
 */
public record Graph(int nodes, List<Edge> edges) {

    /** An edge; {@code low} is less than {@code high}. */
    public record Edge(int low, int high) {

        static Edge of(int one, int other) {
            return new Edge(Math.min(one, other), Math.max(one, other));
        }
    }

    /** Returns the number of edges of each node. */
    public int[] degrees() {
        int[] degrees = new int[nodes];
        edges.forEach(edge -> {
            degrees[edge.low()]++;
            degrees[edge.high()]++;
        });
        return degrees;
    }

    static Graph of(int nodes, Set<Edge> edges) {
        return new Graph(nodes, List.copyOf(edges));
    }

    static Graph ring(int nodes) {
        Set<Edge> edges = new LinkedHashSet<>();
        for (int i = 0; i < nodes && nodes > 1; i++) {
            edges.add(Edge.of(i, (i + 1) % nodes));
        }
        return of(nodes, edges);
    }

    static Graph mesh(int nodes) {
        Set<Edge> edges = new LinkedHashSet<>();
        for (int i = 0; i < nodes; i++) {
            for (int j = 0; j < i; j++) {
                edges.add(Edge.of(i, j));
            }
        }
        return of(nodes, edges);
    }

    /** Returns a star with node 0 in the middle. */
    static Graph star(int nodes) {
        Set<Edge> edges = new LinkedHashSet<>();
        for (int i = 1; i < nodes; i++) {
            edges.add(Edge.of(0, i));
        }
        return of(nodes, edges);
    }

    /** Returns a tree in which the parent of node i is node (i-1)/k. */
    static Graph tree(int nodes, int k) {
        Set<Edge> edges = new LinkedHashSet<>();
        for (int i = 1; i < nodes; i++) {
            edges.add(Edge.of(i, (i - 1) / k));
        }
        return of(nodes, edges);
    }

    /** Returns a square grid, filled row by row. */
    static Graph grid(int nodes) {
        int width = (int) Math.ceil(Math.sqrt(nodes));
        Set<Edge> edges = new LinkedHashSet<>();
        for (int i = 1; i < nodes; i++) {
            if (i % width > 0) {
                edges.add(Edge.of(i, i - 1));
            }
            if (i >= width) {
                edges.add(Edge.of(i, i - width));
            }
        }
        return of(nodes, edges);
    }

    /** Returns a random graph with this number of edges per node on average (Erdos and Renyi, 1959). */
    static Graph random(int nodes, double meanDegree, SplittableRandom random) {
        long wanted = Math.min(Math.round(nodes * meanDegree / 2), (long) nodes * (nodes - 1) / 2);
        Set<Edge> edges = new LinkedHashSet<>();
        while (edges.size() < wanted) {
            int one = random.nextInt(nodes);
            int other = random.nextInt(nodes);
            if (one != other) {
                edges.add(Edge.of(one, other));
            }
        }
        return of(nodes, edges);
    }

    /**
     * Returns a random graph in which each node has k edges, if nodes times k is even. Starts with neighbors on a ring
     * and exchanges the ends of random pairs of edges, which keeps all degrees.
     */
    static Graph regular(int nodes, int k, SplittableRandom random) {
        Set<Edge> set = new LinkedHashSet<>();
        for (int i = 0; i < nodes; i++) {
            for (int j = 1; j <= k / 2; j++) {
                set.add(Edge.of(i, (i + j) % nodes));
            }
            if (k % 2 == 1 && i < nodes / 2) {
                set.add(Edge.of(i, i + nodes / 2));
            }
        }
        List<Edge> edges = new ArrayList<>(set);
        for (int swap = 0; swap < 20 * edges.size(); swap++) {
            exchange(edges, set, random);
        }
        return of(nodes, new LinkedHashSet<>(edges));
    }

    private static void exchange(List<Edge> edges, Set<Edge> set, RandomGenerator random) {
        int i = random.nextInt(edges.size());
        int j = random.nextInt(edges.size());
        Edge a = edges.get(i);
        Edge b = random.nextBoolean() ? edges.get(j) : new Edge(edges.get(j).high(), edges.get(j).low());
        if (a.low() == b.high() || a.high() == b.low()) {
            return;
        }
        Edge first = Edge.of(a.low(), b.high());
        Edge second = Edge.of(b.low(), a.high());
        if (i != j && !first.equals(second) && !set.contains(first) && !set.contains(second)) {
            set.remove(a);
            set.remove(edges.get(j));
            set.add(first);
            set.add(second);
            edges.set(i, first);
            edges.set(j, second);
        }
    }

    /**
     * Returns a graph of preferential attachment (Barabasi and Albert, 1999): each node after the first m+1, which are
     * all connected, gets m edges to distinct nodes, drawn in proportion to their degree.
     */
    static Graph barabasiAlbert(int nodes, int m, SplittableRandom random) {
        Set<Edge> edges = new LinkedHashSet<>();
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            Set<Integer> chosen = new LinkedHashSet<>();
            while (i > m && chosen.size() < m) {
                chosen.add(ends.get(random.nextInt(ends.size())));
            }
            for (int j = 0; i <= m && j < i; j++) {
                chosen.add(j);
            }
            for (int other : chosen) {
                edges.add(Edge.of(i, other));
                ends.add(i);
                ends.add(other);
            }
        }
        return of(nodes, edges);
    }
}
