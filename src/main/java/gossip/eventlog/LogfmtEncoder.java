package gossip.eventlog;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.slf4j.event.KeyValuePair;

/**
 * Time, role, own address, event, then {@code key=value}, all on one line. A value is quoted where it would not read
 * as one word, and control characters are escaped, so that no message can forge a line.
 */
final class LogfmtEncoder extends EncoderBase<ILoggingEvent> {

    /** The two leading key-values of every event, of which only the values are printed. */
    static final String ROLE = "role";
    static final String SELF = "self";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT).withZone(ZoneId.systemDefault());

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(160);
        TIME.formatTo(event.getInstant(), line);
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
        return !value.isEmpty() && value.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"' && c != '=' && c != '\\');
    }

    private static void appendQuoted(StringBuilder line, String value) {
        line.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> line.append("\\\"");
                case '\\' -> line.append("\\\\");
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> {
                    if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                        line.append(String.format("\\u%04x", (int) c));
                    } else {
                        line.append(c);
                    }
                }
            }
        }
        line.append('"');
    }
}
