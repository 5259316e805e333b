package gossip.report;

import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/**
 * One line of the event log: {@code time ROLE address EVENT key=value key="quoted value"}.
 *
 * @param time    when the node wrote it, by the node's own clock
 * @param role    {@code SEED} or {@code PEER}, or {@code LOG} for what the log says of itself
 * @param address the writing node's own {@code host:port}; of the log, the part that is meant
 * @param event   the event's name, such as {@code GOSSIP_RECEIVED}
 * @param values  the event's keys and unescaped values
 */
public record LogLine(OffsetDateTime time, String role, String address, String event, Map<String, String> values) {

    /**
     * Empty for anything that is not exactly an event line: a torn line, a stack trace, a forgery. A node escapes
     * control characters, so a raw one means that some other program wrote the line.
     */
    public static Optional<LogLine> parse(String text) {
        String[] parts = text.split(" ", 5);
        if (parts.length < 4 || text.chars().anyMatch(c -> c < ' ')) return Optional.empty();
        if (parts[1].isEmpty() || parts[2].isEmpty() || parts[3].isEmpty()) return Optional.empty();
        return KeyValues.parse(parts.length == 5 ? parts[4] : "").flatMap(values ->
                time(parts[0]).map(time -> new LogLine(time, parts[1], parts[2], parts[3], values)));
    }

    public Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The value of a key that counts something; empty if it is missing or not a whole number from 0 on. */
    public Optional<Integer> count(String key) {
        try {
            return value(key).map(Integer::valueOf).filter(number -> number >= 0);
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
