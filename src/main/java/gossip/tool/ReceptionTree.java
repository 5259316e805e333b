package gossip.tool;

import gossip.protocol.Address;
import gossip.protocol.MessageId;
import gossip.text.Counts;
import gossip.text.PrintableText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How a message spread: the first reception at each node, and the members that lack it. */
record ReceptionTree(MessageId id, List<ReceptionTree.Node> nodes, List<ReceptionTree.Lacking> missing) {

    /**
     * A node that has the message. Figures are empty if the node does not retain the message any more.
     *
     * @param from neighbor that sent the first copy; empty at the origin
     * @param offsetMs time since the publication
     */
    record Node(Address address, String name, Optional<Address> from, Optional<Long> hops, Optional<Long> offsetMs,
            Optional<Long> duplicates, long clockOffsetMs) {}

    /** @param error why the node did not answer; empty if it answered that it lacks the message */
    record Lacking(Address address, String name, String error) {}

    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", id.toString());
        document.put("origin", id.origin().address().toString());
        document.put("nodes", nodes.stream().map(node -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("address", node.address().toString());
            row.put("name", node.name());
            row.put("from", node.from().map(Address::toString).orElse(null));
            row.put("hops", node.hops().orElse(null));
            row.put("offsetMs", node.offsetMs().orElse(null));
            row.put("duplicates", node.duplicates().orElse(null));
            row.put("clockOffsetMs", node.clockOffsetMs());
            return row;
        }).toList());
        document.put("missing", missing.stream().map(node -> node.address().toString()).toList());
        document.put("partial", missing.stream().anyMatch(node -> !node.error().isEmpty()));
        return document;
    }

    /** Returns the tree as lines, and a line for each member that lacks the message. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(id.toString());
        Map<Address, List<Node>> children = nodes.stream().filter(node -> node.from().isPresent())
                .collect(Collectors.groupingBy(node -> node.from().get()));
        Set<Address> printed = new HashSet<>();
        Set<Address> present = nodes.stream().map(Node::address).collect(Collectors.toSet());
        nodes.stream().filter(node -> node.from().filter(present::contains).isEmpty())
                .forEach(root -> append(root, 0, children, printed, lines));
        // A cycle would mean that nodes contradict each other; its nodes are printed without their order.
        nodes.stream().filter(node -> !printed.contains(node.address()))
                .forEach(node -> append(node, 0, Map.of(), printed, lines));
        missing.forEach(node -> lines.add("missing: " + node.address() + " " + node.name()
                + (node.error().isEmpty() ? "" : ": " + node.error())));
        lines.add(DeliveryWait.reach(nodes.size(), nodes.size() + missing.size()));
        return lines.stream().map(line -> Columns.cut(PrintableText.of(line), Columns.WIDTH)).toList();
    }

    private static void append(Node node, int depth, Map<Address, List<Node>> children, Set<Address> printed,
            List<String> lines) {
        if (!printed.add(node.address())) {
            return;
        }
        String figures = node.offsetMs().map(offset -> "  +" + offset + " ms, "
                + Counts.of(node.hops().orElse(0L), "hop") + ", "
                + Counts.of(node.duplicates().orElse(0L), "duplicate")).orElse("  received, no longer stored");
        lines.add("  ".repeat(Math.min(depth, 20)) + node.address() + " " + node.name() + figures);
        children.getOrDefault(node.address(), List.of())
                .forEach(child -> append(child, depth + 1, children, printed, lines));
    }
}
