package gossip.experiment.command;

import gossip.chart.Series.Point;
import gossip.experiment.Results;
import gossip.experiment.overlay.EdgeList;
import gossip.experiment.overlay.Graph;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** The options that write further files of a single run. */
final class ExportOptions {

    @Option(names = "--export-overlay", paramLabel = "FILE", description = "Write the overlay at the start of the run:"
            + " as GraphML if the name ends in .graphml, else as an edge list that --overlay=file:FILE reads.")
    Optional<Path> overlay;

    @Option(names = "--export-events", paramLabel = "FILE",
            description = "Write all events to a CSV file: links, receptions, crashes, verdicts, removals.")
    Optional<Path> events;

    @Option(names = "--export-coverage", paramLabel = "FILE",
            description = "Write the reach over time to a CSV file: milliseconds since generation, share of due pairs.")
    Optional<Path> coverage;

    /** Returns the files that are written, by the names of their options. */
    Map<String, Path> files() {
        Map<String, Path> files = new TreeMap<>();
        overlay.ifPresent(file -> files.put("--export-overlay", file));
        events.ifPresent(file -> files.put("--export-events", file));
        coverage.ifPresent(file -> files.put("--export-coverage", file));
        return files;
    }

    String overlayText(Graph graph) {
        return overlay.orElseThrow().toString().endsWith(".graphml") ? EdgeList.graphml(graph) : EdgeList.text(graph);
    }

    static String coverageText(Results results) {
        StringBuilder text = new StringBuilder("ms,share\n");
        for (Point point : results.deliveryCurve()) {
            text.append(point.x()).append(',').append(point.y()).append('\n');
        }
        return text.toString();
    }
}
