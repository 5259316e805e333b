package gossip.eventlog;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import gossip.text.PrintableText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.slf4j.event.KeyValuePair;

/**
 * An encoder of events as lines: time, role, own address, event, then keys and values. Control and format characters
 * are escaped. So no message can forge a line, or change the order in which a terminal shows it. Not thread-safe.
 */
abstract class EventEncoder extends EncoderBase<ILoggingEvent> {

    /** Keys of the first two values of an event. */
    static final String ROLE = "role";
    static final String SELF = "address";

    private static final byte[] NOTHING = {};
    private static final DateTimeFormatter SECOND = format("yyyy-MM-dd'T'HH:mm:ss.");
    private static final DateTimeFormatter OFFSET = format("xxx");

    /** The parts that all times of a second share. Formatting each time would cost more than the rest of its line. */
    private record Second(long epoch, String beforeMillis, String afterMillis) {}

    private final ValueTexts texts = new ValueTexts();
    /** Used again for each line. */
    private final StringBuilder builder = new StringBuilder(512);
    private Second second = second(Instant.EPOCH);

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneId.systemDefault());
    }

    /**
     * Returns an event about the log itself, with the role {@code LOG}.
     *
     * @param part {@code file} or {@code console}, in the place of a node's address
     * @param keysAndValues keys and values in turn
     */
    static ILoggingEvent notice(String part, String event, Object... keysAndValues) {
        LoggingEvent notice = new LoggingEvent();
        notice.setInstant(Instant.now());
        notice.setMessage(event);
        notice.addKeyValuePair(new KeyValuePair(ROLE, "LOG"));
        notice.addKeyValuePair(new KeyValuePair(SELF, part));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            notice.addKeyValuePair(new KeyValuePair((String) keysAndValues[i], keysAndValues[i + 1]));
        }
        return notice;
    }

    @Override
    public final byte[] encode(ILoggingEvent event) {
        builder.setLength(0);
        StringBuilder line = builder;
        begin(line, event.getInstant());
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs == null) {
            appendLead(line, "level", event.getLevel());
            appendLead(line, "logger", event.getLoggerName());
            appendPair(line, "message", event.getFormattedMessage());
        } else {
            pairs.subList(0, 2).forEach(lead -> appendLead(line, lead.key, lead.value));
            appendLead(line, "event", event.getMessage());
            pairs.subList(2, pairs.size()).forEach(pair -> appendPair(line, pair.key, pair.value));
        }
        if (event.getThrowableProxy() != null) {
            appendPair(line, "stack", ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
        end(line);
        return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Appends the time and what stands before it. */
    abstract void begin(StringBuilder line, Instant time);

    /** Appends one of the values with which each line begins. */
    abstract void appendLead(StringBuilder line, String key, Object value);

    abstract void appendPair(StringBuilder line, String key, Object value);

    abstract void end(StringBuilder line);

    /** Returns the text of a value, as {@link String#valueOf(Object)} does. */
    final String text(Object value) {
        return texts.of(value);
    }

    final void appendTime(StringBuilder line, Instant time) {
        if (second.epoch() != time.getEpochSecond()) {
            second = second(time);
        }
        int millis = time.getNano() / 1_000_000;
        line.append(second.beforeMillis()).append((char) ('0' + millis / 100)).append((char) ('0' + millis / 10 % 10))
                .append((char) ('0' + millis % 10)).append(second.afterMillis());
    }

    private static Second second(Instant time) {
        return new Second(time.getEpochSecond(), SECOND.format(time), OFFSET.format(time));
    }

    /** Appends a text in quotes. Appends whole runs between escaped characters, because most texts contain none. */
    static void appendQuoted(StringBuilder line, String value) {
        line.append('"');
        int appended = plainLength(value);
        int length;
        line.append(value, 0, appended);
        for (int i = appended; i < value.length(); i += length) {
            int character = value.codePointAt(i);
            length = Character.charCount(character);
            if (isEscaped(character)) {
                line.append(value, appended, i);
                appended = i + length;
                value.substring(i, appended).chars().forEach(unit -> appendEscaped(line, (char) unit));
            }
        }
        line.append(value, appended, value.length()).append('"');
    }

    /** Returns the length of the start of a text that is plain ASCII. Most texts are that as a whole. */
    private static int plainLength(String value) {
        int i = 0;
        while (i < value.length() && isPlain(value.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c < 0x7f && c != '"' && c != '\\';
    }

    private static boolean isEscaped(int character) {
        return character < ' ' || character == '"' || character == '\\'
                || character >= 0x7f && PrintableText.isInvisible(character);
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

    @Override
    public final byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public final byte[] footerBytes() {
        return NOTHING;
    }
}
