package gossip.tool.dashboard;

import gossip.report.LogFiles;
import gossip.report.LogLine;
import gossip.tool.client.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The events of a recorded log, for the replay in the dashboard: the newest ones, sorted by time.
 *
 * @param lines the events
 * @param skipped number of earlier events that are left out
 */
public record Recording(List<LogLine> lines, int skipped) {

    /** Events that a browser can hold. */
    static final int MAX_EVENTS = 300_000;
    /** Events that the page does not show. */
    static final Set<String> LEFT_OUT = Set.of("GOSSIP_FORWARDED", "PING_SENT", "PEER_LIST_SENT",
            "PEER_LIST_RECEIVED");

    /** Reads a log. Lines that are not events are ignored. */
    public static Recording read(Path file) throws IOException {
        Deque<LogLine> newest = new ArrayDeque<>();
        int[] shown = {0};
        LogFiles.forEachLine(List.of(file), (log, text) ->
                LogLine.parse(text).filter(Recording::isShown).ifPresent(line -> {
                    shown[0]++;
                    newest.add(line);
                    if (newest.size() > MAX_EVENTS) {
                        newest.removeFirst();
                    }
                }));
        return new Recording(
                newest.stream().sorted(Comparator.comparing(LogLine::time)).toList(), shown[0] - newest.size());
    }

    private static boolean isShown(LogLine line) {
        return (line.role().equals("PEER") || line.role().equals("SEED")) && !LEFT_OUT.contains(line.event());
    }

    /** Returns the recording as a JSON document. */
    public String json() {
        return Json.of(Map.of("skipped", skipped, "events", lines.stream().map(Recording::event).toList()));
    }

    /** Returns an event in the form that the page reads. */
    static Map<String, Object> event(LogLine line) {
        return event(line.time().toInstant().toEpochMilli(), line.role(), line.address(), line.event(), line.values());
    }

    /** @param values texts, or lists of texts */
    static Map<String, Object> event(long time, String role, String address, String event, Map<String, ?> values) {
        Map<String, Object> shown = new LinkedHashMap<>();
        values.forEach((key, value) -> shown.put(printable(key), value instanceof List<?> texts
                ? texts.stream().map(Recording::printable).toList() : printable(value)));
        return Map.of("time", time, "role", role, "address", address, "event", printable(event), "values", shown);
    }

    /** Replaces control and format characters, because text from other hosts must not reorder the page. */
    private static String printable(Object text) {
        return String.valueOf(text).replaceAll("[\\p{Cc}\\p{Cf}]", "?");
    }
}
