package gossip.eventlog;

import java.time.Instant;

/** An encoder of lines {@code time ROLE address EVENT key=value ...}. A value that is not one word is quoted. */
final class LogfmtEncoder extends EventEncoder {

    @Override
    void begin(StringBuilder line, Instant time) {
        appendTime(line, time);
    }

    @Override
    void appendLead(StringBuilder line, String key, Object value) {
        line.append(' ').append(text(value));
    }

    @Override
    void appendPair(StringBuilder line, String key, Object value) {
        String text = text(value);
        line.append(' ').append(key).append('=');
        if (isWord(text)) {
            line.append(text);
        } else {
            appendQuoted(line, text);
        }
    }

    private static boolean isWord(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '"' || c == '=' || c == '\\') {
                return false;
            }
        }
        return !value.isEmpty();
    }

    @Override
    void end(StringBuilder line) {
        // A line has no end mark besides the line break.
    }
}
