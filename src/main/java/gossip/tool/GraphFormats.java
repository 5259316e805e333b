package gossip.tool;

import gossip.protocol.Address;
import gossip.text.PrintableText;
import gossip.tool.client.Directory;
import java.util.ArrayList;
import java.util.List;

/** The overlay in the formats of other programs. */
final class GraphFormats {

    private GraphFormats() {}

    static List<String> dot(OverlayView view, Directory directory) {
        List<String> lines = new ArrayList<>(List.of("graph overlay {"));
        view.nodes().forEach(node -> lines.add("  \"" + node + "\" [label=\""
                + label(node, directory).replace("\\", "\\\\").replace("\"", "\\\"") + "\"];"));
        view.links().forEach(link -> lines.add("  \"" + link.from() + "\" -- \"" + link.to() + "\";"));
        lines.add("}");
        return lines;
    }

    static List<String> graphml(OverlayView view, Directory directory) {
        List<String> lines = new ArrayList<>(List.of("<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
                "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">",
                "  <key id=\"name\" for=\"node\" attr.name=\"name\" attr.type=\"string\"/>",
                "  <graph edgedefault=\"undirected\">"));
        view.nodes().forEach(node -> lines.add("    <node id=\"" + node + "\"><data key=\"name\">"
                + escape(label(node, directory)) + "</data></node>"));
        view.links().forEach(link -> lines.add(
                "    <edge source=\"" + link.from() + "\" target=\"" + link.to() + "\"/>"));
        lines.addAll(List.of("  </graph>", "</graphml>"));
        return lines;
    }

    private static String label(Address node, Directory directory) {
        String name = PrintableText.of(directory.name(node));
        return name.isEmpty() ? node.toString() : name;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
