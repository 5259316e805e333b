package gossip.report;

import gossip.stats.Percentiles;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The report as a JSON document. {@code src/docs/tool.md} lists its fields. */
final class ReportDocument {

    private ReportDocument() {}

    static Map<String, Object> of(RunAnalysis analysis, List<Check> checks) {
        Run run = analysis.run();
        Delivery delivery = analysis.delivery();
        Load load = run.load();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("ok", checks.stream().allMatch(Check::holds));
        document.put("began", run.first().map(OffsetDateTime::toString).orElse(null));
        document.put("seconds", run.first().map(first ->
                Duration.between(first.toInstant(), run.lastLineAt()).toMillis() / 1000.0).orElse(null));
        document.put("events", run.events());
        document.put("seeds", run.seeds());
        document.put("messages", delivery.messages().size());
        document.put("due", delivery.due());
        document.put("delivered", delivery.delivered());
        document.put("duplicateDeliveries", delivery.duplicates());
        document.put("latencyMs", percentiles(delivery.latencyMillis()));
        document.put("hops", percentiles(delivery.hops()));
        Delivery.Convergence convergence = delivery.convergence();
        document.put("convergenceMs", Map.of("half", percentiles(convergence.half()),
                "most", percentiles(convergence.most()), "all", percentiles(convergence.all())));
        document.put("copies", load.copies());
        document.put("redundancy", load.redundancy());
        document.put("textBytes", load.bytes());
        document.put("peers", load.peers().stream().map(peer -> peer(peer, load)).toList());
        document.put("links", load.links().stream().map(link -> ordered("ends", List.of(link.one(), link.other()),
                "firstCopies", link.firstCopies())).toList());
        document.put("killed", analysis.killedPeers().stream().map(killed -> ordered(
                "address", killed.peer().address(), "name", load.names().getOrDefault(killed.peer().address(), ""),
                "declaredDeadBy", reactions(killed.declarations()),
                "removedAt", reactions(killed.removals()))).toList());
        document.put("silent", analysis.unexpectedDeaths().silentPeers().stream().map(silent -> ordered(
                "address", silent.address(), "name", load.names().getOrDefault(silent.address(), ""),
                "from", silent.since().toString(), "to", silent.until().map(Instant::toString).orElse(null),
                "declaredDeadBy", reactions(silent.declarations()),
                "removedAt", reactions(silent.removals()))).toList());
        Map<String, Object> clocks = new LinkedHashMap<>();
        run.clocks().ahead().forEach((clock, ahead) -> clocks.put(clock, ahead.toMillis()));
        document.put("clocksAheadMs", clocks);
        document.put("checks", checks.stream().map(check ->
                ordered("result", check.result().name(), "text", check.text())).toList());
        return document;
    }

    private static Map<String, Object> peer(Load.PeerLoad peer, Load load) {
        return ordered("address", peer.address(), "name", load.names().getOrDefault(peer.address(), ""),
                "generated", peer.generated(), "received", peer.received(), "copiesSent", peer.copiesSent(),
                "textBytesSent", peer.bytesSent());
    }

    private static List<Map<String, Object>> reactions(List<KilledPeer.Reaction> reactions) {
        return reactions.stream().map(reaction -> ordered(
                "by", reaction.by(), "afterMs", reaction.afterKill().toMillis())).toList();
    }

    private static Map<String, Object> percentiles(Percentiles values) {
        return ordered("median", values.median(), "p95", values.p95(), "max", values.max());
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        return map;
    }
}
