package gossip.tool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/** An undirected graph without loops and parallel edges, and its measures. Nodes are numbered from 0 on. */
final class OverlayGraph {

    /** An edge, with a below b. */
    record Edge(int a, int b) {}

    /** Shortest paths within components: the longest one, and the mean of all pairs that are connected. */
    record Paths(int diameter, double mean) {}

    private final int[][] adjacent;

    OverlayGraph(int nodes, List<Edge> edges) {
        int[] degrees = new int[nodes];
        edges.forEach(edge -> {
            degrees[edge.a()]++;
            degrees[edge.b()]++;
        });
        adjacent = new int[nodes][];
        for (int node = 0; node < nodes; node++) {
            adjacent[node] = new int[degrees[node]];
        }
        edges.forEach(edge -> {
            adjacent[edge.a()][--degrees[edge.a()]] = edge.b();
            adjacent[edge.b()][--degrees[edge.b()]] = edge.a();
        });
    }

    int size() {
        return adjacent.length;
    }

    int degree(int node) {
        return adjacent[node].length;
    }

    /** Returns the sizes of the connected components, largest first. */
    List<Integer> components() {
        boolean[] visited = new boolean[size()];
        List<Integer> sizes = new ArrayList<>();
        for (int start = 0; start < size(); start++) {
            if (!visited[start]) {
                int members = 0;
                int[] distances = distances(start);
                for (int node = 0; node < size(); node++) {
                    if (distances[node] >= 0) {
                        visited[node] = true;
                        members++;
                    }
                }
                sizes.add(members);
            }
        }
        sizes.sort(Comparator.reverseOrder());
        return sizes;
    }

    /** Returns the distance of each node by breadth-first search; -1 if it cannot be reached. */
    private int[] distances(int start) {
        int[] distances = new int[size()];
        Arrays.fill(distances, -1);
        distances[start] = 0;
        Deque<Integer> frontier = new ArrayDeque<>(List.of(start));
        while (!frontier.isEmpty()) {
            int node = frontier.removeFirst();
            for (int next : adjacent[node]) {
                if (distances[next] < 0) {
                    distances[next] = distances[node] + 1;
                    frontier.addLast(next);
                }
            }
        }
        return distances;
    }

    Paths paths() {
        int diameter = 0;
        long sum = 0;
        long pairs = 0;
        for (int start = 0; start < size(); start++) {
            for (int distance : distances(start)) {
                if (distance > 0) {
                    diameter = Math.max(diameter, distance);
                    sum += distance;
                    pairs++;
                }
            }
        }
        return new Paths(diameter, pairs == 0 ? 0 : (double) sum / pairs);
    }

    /** Returns the mean of the local clustering coefficients (Watts and Strogatz); 0 for a degree below 2. */
    double clustering() {
        double sum = 0;
        boolean[] isNeighbor = new boolean[size()];
        for (int[] neighbors : adjacent) {
            for (int neighbor : neighbors) {
                isNeighbor[neighbor] = true;
            }
            long ends = 0;
            for (int neighbor : neighbors) {
                for (int other : adjacent[neighbor]) {
                    ends += isNeighbor[other] ? 1 : 0;
                }
            }
            for (int neighbor : neighbors) {
                isNeighbor[neighbor] = false;
            }
            sum += neighbors.length < 2 ? 0 : (double) ends / ((long) neighbors.length * (neighbors.length - 1));
        }
        return size() == 0 ? 0 : sum / size();
    }

    /** The nodes and edges whose removal increases the number of components. */
    record CutElements(List<Integer> articulationPoints, List<Edge> bridges) {}

    /** Finds all by one depth-first search (Hopcroft and Tarjan, 1973), without recursion. */
    CutElements cutElements() {
        int[] order = new int[size()];
        int[] low = new int[size()];
        int[] parent = new int[size()];
        int[] next = new int[size()];
        boolean[] cuts = new boolean[size()];
        List<Edge> bridges = new ArrayList<>();
        int visited = 0;
        for (int root = 0; root < size(); root++) {
            if (order[root] > 0) {
                continue;
            }
            int rootChildren = 0;
            parent[root] = -1;
            order[root] = low[root] = ++visited;
            for (int node = root; node >= 0; ) {
                if (next[node] < adjacent[node].length) {
                    int other = adjacent[node][next[node]++];
                    if (order[other] == 0) {
                        parent[other] = node;
                        order[other] = low[other] = ++visited;
                        rootChildren += node == root ? 1 : 0;
                        node = other;
                    } else if (other != parent[node]) {
                        low[node] = Math.min(low[node], order[other]);
                    }
                } else {
                    int above = parent[node];
                    if (above >= 0) {
                        low[above] = Math.min(low[above], low[node]);
                        cuts[above] |= above != root && low[node] >= order[above];
                        if (low[node] > order[above]) {
                            bridges.add(new Edge(Math.min(node, above), Math.max(node, above)));
                        }
                    }
                    node = above;
                }
            }
            cuts[root] = rootChildren > 1;
        }
        List<Integer> points = new ArrayList<>();
        for (int node = 0; node < size(); node++) {
            if (cuts[node]) {
                points.add(node);
            }
        }
        return new CutElements(points, bridges);
    }
}
