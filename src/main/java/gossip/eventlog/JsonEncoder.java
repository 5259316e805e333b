package gossip.eventlog;

/**
 * An encoder of lines of JSON: an object with {@code time}, {@code role}, {@code address} and {@code event}, then the
 * keys of the event. Counts and other plain numbers are numbers, everything else is a string.
 */
final class JsonEncoder extends EventEncoder {

    @Override
    void begin(LogLines line, long time) {
        line.text("{\"time\":\"");
        appendTime(line, time);
        line.ascii('"');
    }

    @Override
    void appendLead(LogLines line, String key, Object value) {
        appendPair(line, key, value);
    }

    @Override
    void appendPair(LogLines line, String key, Object value) {
        line.text(",\"").text(key).text("\":");
        if (value instanceof Integer || value instanceof Long) {
            appendPlain(line, value);
        } else {
            appendText(line, value, true);
        }
    }

    @Override
    void end(LogLines line) {
        line.ascii('}');
    }
}
