package gossip.eventlog;

import java.time.Instant;

/**
 * An encoder of lines of JSON: an object with {@code time}, {@code role}, {@code address} and {@code event}, then the
 * keys of the event. Counts and other plain numbers are numbers, everything else is a string.
 */
final class JsonEncoder extends EventEncoder {

    @Override
    void begin(StringBuilder line, Instant time) {
        line.append("{\"time\":\"");
        appendTime(line, time);
        line.append('"');
    }

    @Override
    void appendLead(StringBuilder line, String key, Object value) {
        appendPair(line, key, value);
    }

    @Override
    void appendPair(StringBuilder line, String key, Object value) {
        line.append(",\"").append(key).append("\":");
        if (value instanceof Integer || value instanceof Long) {
            line.append(value);
        } else {
            appendQuoted(line, text(value));
        }
    }

    @Override
    void end(StringBuilder line) {
        line.append('}');
    }
}
