package gossip.report;

import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One line of the event log: {@code time ROLE address EVENT key=value key="quoted value"}, or the same as JSON.
 *
 * @param time    when the node wrote it, by its own clock
 * @param role    {@code SEED}, {@code PEER}, or {@code LOG} for events of the log itself
 * @param address {@code host:port} of the node that wrote the line; for the log, the affected part of the log
 * @param event   the name of the event, such as {@code GOSSIP_RECEIVED}
 * @param values  the keys and unescaped values of the event
 */
public record LogLine(OffsetDateTime time, String role, String address, String event, Map<String, String> values) {

    private static final Set<String> LEADS = Set.of("time", "role", "address", "event");

    /**
     * Parses a line. Empty for anything that is not exactly an event line, such as a partial line or a stack trace. A
     * line with a control character is not an event line either, because a node escapes them.
     */
    public static Optional<LogLine> parse(String text) {
        if (text.chars().anyMatch(c -> c < ' ')) return Optional.empty();
        if (text.startsWith("{")) return KeyValues.parseJson(text).flatMap(LogLine::ofJson);
        String[] parts = text.split(" ", 5);
        if (parts.length < 4) return Optional.empty();
        if (parts[1].isEmpty() || parts[2].isEmpty() || parts[3].isEmpty()) return Optional.empty();
        return KeyValues.parse(parts.length == 5 ? parts[4] : "").flatMap(values ->
                time(parts[0]).map(time -> new LogLine(time, parts[1], parts[2], parts[3], values)));
    }

    private static Optional<LogLine> ofJson(Map<String, String> all) {
        if (!all.keySet().containsAll(LEADS)) return Optional.empty();
        Map<String, String> values = new LinkedHashMap<>(all);
        values.keySet().removeAll(LEADS);
        return time(all.get("time")).map(time -> new LogLine(time, all.get("role"), all.get("address"),
                all.get("event"), Collections.unmodifiableMap(values)));
    }

    /** Returns the value of a key; empty if the line does not have it. */
    public Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** Returns the value of a key as a number; empty if it is missing or not an integer of 0 or more. */
    public Optional<Integer> count(String key) {
        try {
            return value(key).map(Integer::valueOf).filter(number -> number >= 0);
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    /** Returns the value of a key as a 64-bit number; empty if it is missing or not an integer of 0 or more. */
    Optional<Long> number(String key) {
        try {
            return value(key).map(Long::valueOf).filter(number -> number >= 0);
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private static Optional<OffsetDateTime> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text));
        } catch (DateTimeParseException notATime) {
            return Optional.empty();
        }
    }
}
