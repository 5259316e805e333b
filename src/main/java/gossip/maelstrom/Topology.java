package gossip.maelstrom;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The topologies that Maelstrom offers by its option {@code --topology}. */
enum Topology {
    LINE, GRID, TREE2, TREE3, TREE4, TOTAL;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the names of N nodes. */
    static List<String> nodes(int count) {
        List<String> nodes = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            nodes.add("n" + i);
        }
        return nodes;
    }

    /** Returns the neighbors of each node. */
    Map<String, Collection<String>> of(List<String> nodes) {
        Map<String, Collection<String>> neighbors = new LinkedHashMap<>();
        nodes.forEach(node -> neighbors.put(node, new ArrayList<>()));
        int side = (int) Math.ceil(Math.sqrt(nodes.size()));
        for (int high = 1; high < nodes.size(); high++) {
            for (int low = 0; low < high; low++) {
                if (isLinked(low, high, side)) {
                    neighbors.get(nodes.get(low)).add(nodes.get(high));
                    neighbors.get(nodes.get(high)).add(nodes.get(low));
                }
            }
        }
        return neighbors;
    }

    /** @param side the length of a row of the grid */
    private boolean isLinked(int low, int high, int side) {
        return switch (this) {
            case LINE -> high == low + 1;
            case GRID -> high == low + side || high == low + 1 && high % side != 0;
            case TREE2 -> (high - 1) / 2 == low;
            case TREE3 -> (high - 1) / 3 == low;
            case TREE4 -> (high - 1) / 4 == low;
            case TOTAL -> true;
        };
    }
}
