package gossip.eventlog;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.slf4j.event.KeyValuePair;

/**
 * Time, role, own address, event, then {@code key=value}, all on one line. A value is quoted where it would not read
 * as one word, and control characters are escaped, so that no message can forge a line. Not thread-safe.
 */
final class LogfmtEncoder {

    /** The two leading key-values of every event, of which only the values are printed. */
    static final String ROLE = "role";
    static final String SELF = "self";

    private static final DateTimeFormatter SECOND = format("yyyy-MM-dd'T'HH:mm:ss.");
    private static final DateTimeFormatter OFFSET = format("xxx");

    /** What the times of a second have in common: to format each would cost more than the rest of its line. */
    private record Second(long epoch, String beforeMillis, String afterMillis) {}

    private Second second = second(Instant.EPOCH);

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneId.systemDefault());
    }

    byte[] encode(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(256);
        appendTime(line, event.getInstant());
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs == null) {
            line.append(' ').append(event.getLevel()).append(' ').append(event.getLoggerName());
            appendPair(line, "message", event.getFormattedMessage());
        } else {
            appendEvent(line, event.getMessage(), pairs);
        }
        if (event.getThrowableProxy() != null) {
            appendThrowable(line, event.getThrowableProxy());
        }
        return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private void appendTime(StringBuilder line, Instant time) {
        Second same = second;
        if (same.epoch() != time.getEpochSecond()) {
            same = second(time);
            second = same;
        }
        int millis = time.getNano() / 1_000_000;
        line.append(same.beforeMillis()).append((char) ('0' + millis / 100)).append((char) ('0' + millis / 10 % 10))
                .append((char) ('0' + millis % 10)).append(same.afterMillis());
    }

    private static Second second(Instant time) {
        return new Second(time.getEpochSecond(), SECOND.format(time), OFFSET.format(time));
    }

    private static void appendEvent(StringBuilder line, String name, List<KeyValuePair> pairs) {
        for (KeyValuePair lead : pairs.subList(0, 2)) {
            line.append(' ').append(lead.value);
        }
        line.append(' ').append(name);
        for (KeyValuePair pair : pairs.subList(2, pairs.size())) {
            appendPair(line, pair.key, String.valueOf(pair.value));
        }
    }

    private static void appendThrowable(StringBuilder line, IThrowableProxy throwable) {
        appendPair(line, "stack", ThrowableProxyUtil.asString(throwable));
    }

    private static void appendPair(StringBuilder line, String key, String value) {
        line.append(' ').append(key).append('=');
        if (isWord(value)) {
            line.append(value);
        } else {
            appendQuoted(line, value);
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

    /** In runs: most texts have nothing to escape. */
    private static void appendQuoted(StringBuilder line, String value) {
        line.append('"');
        int appended = 0;
        for (int i = 0; i < value.length(); i++) {
            if (isEscaped(value.charAt(i))) {
                line.append(value, appended, i);
                appendEscaped(line, value.charAt(i));
                appended = i + 1;
            }
        }
        line.append(value, appended, value.length()).append('"');
    }

    private static boolean isEscaped(char c) {
        return c < ' ' || c == '"' || c == '\\' || c >= 0x7f && (c < 0xa0 || c == '\u2028' || c == '\u2029');
    }

    private static void appendEscaped(StringBuilder line, char c) {
        switch (c) {
            case '"' -> line.append("\\\"");
            case '\\' -> line.append("\\\\");
            case '\n' -> line.append("\\n");
            case '\r' -> line.append("\\r");
            case '\t' -> line.append("\\t");
            default -> line.append("\\u").append(HexFormat.of().toHexDigits(c));
        }
    }
}
