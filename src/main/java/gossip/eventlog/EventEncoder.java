package gossip.eventlog;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import gossip.protocol.Utf8String;
import gossip.text.PrintableText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/**
 * An encoder of events as lines: time, role, own address, event, then keys and values. Control and format characters
 * are escaped. So no message can forge a line or reorder what a terminal shows. The bytes go straight into the buffer
 * that is written, and no event of the message path creates an object here. Not thread-safe.
 */
abstract class EventEncoder extends EncoderBase<ILoggingEvent> {

    private static final byte[] NOTHING = {};
    private static final DateTimeFormatter SECOND = format("yyyy-MM-dd'T'HH:mm:ss.");
    private static final DateTimeFormatter OFFSET = format("xxx");

    /** Kinds of bytes. A word has only the first kind, a text that needs no escapes only the first two. */
    private static final int IN_WORDS = 0;
    private static final int IN_QUOTES = 1;
    private static final int OTHER = 2;
    private static final byte[] KINDS = kinds();

    /**
     * The text around the milliseconds, the same in all times of one second. To format each time would cost more than
     * the rest of its line.
     */
    private record Second(long epoch, byte[] beforeMillis, byte[] afterMillis) {}

    private static final Second EPOCH = second(0);

    private final ValueTexts texts = new ValueTexts();
    private Second second = EPOCH;

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneId.systemDefault());
    }

    private static byte[] kinds() {
        byte[] kinds = new byte[256];
        for (int c = 0; c < kinds.length; c++) {
            kinds[c] = (byte) (c < ' ' || c >= 0x7f || c == '"' || c == '\\' ? OTHER
                    : c == ' ' || c == '=' ? IN_QUOTES : IN_WORDS);
        }
        return kinds;
    }

    @Override
    public final byte[] encode(ILoggingEvent event) {
        LogLines line = new LogLines();
        append(line, event);
        return line.toByteArray();
    }

    /** Appends the line of an event. If the event cannot be formatted, appends nothing and throws. */
    final void append(LogLines lines, ILoggingEvent event) {
        int start = lines.length();
        boolean complete = false;
        try {
            begin(lines, event.getTimeStamp());
            if (event instanceof NodeEvent node) {
                appendNodeEvent(lines, node);
            } else {
                appendInternalError(lines, event);
            }
            end(lines);
            lines.ascii('\n');
            complete = true;
        } finally {
            if (!complete) {
                lines.truncate(start);
            }
        }
    }

    private void appendNodeEvent(LogLines line, NodeEvent event) {
        appendLead(line, "role", event.role());
        appendLead(line, "address", event.self());
        appendLead(line, "event", event.getMessage());
        Object[] keysAndValues = event.keysAndValues();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            appendPair(line, (String) keysAndValues[i], keysAndValues[i + 1]);
        }
    }

    private void appendInternalError(LogLines line, ILoggingEvent event) {
        appendLead(line, "level", event.getLevel().toString());
        appendLead(line, "logger", event.getLoggerName());
        appendPair(line, "message", event.getFormattedMessage());
        if (event.getThrowableProxy() != null) {
            appendPair(line, "stack", ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
    }

    /** Appends the time and what stands before it. */
    abstract void begin(LogLines line, long time);

    /** Appends one of the values with which each line begins. They are single words. */
    abstract void appendLead(LogLines line, String key, Object value);

    abstract void appendPair(LogLines line, String key, Object value);

    abstract void end(LogLines line);

    final void appendTime(LogLines line, long time) {
        long epoch = Math.floorDiv(time, 1000L);
        if (second.epoch() != epoch) {
            second = second(epoch);
        }
        int millis = (int) (time - epoch * 1000);
        line.bytes(second.beforeMillis()).ascii((char) ('0' + millis / 100)).ascii((char) ('0' + millis / 10 % 10))
                .ascii((char) ('0' + millis % 10)).bytes(second.afterMillis());
    }

    private static Second second(long epoch) {
        Instant time = Instant.ofEpochSecond(epoch);
        return new Second(epoch, SECOND.format(time).getBytes(StandardCharsets.US_ASCII),
                OFFSET.format(time).getBytes(StandardCharsets.US_ASCII));
    }

    /** Appends the text of a value as it is. */
    final void appendPlain(LogLines line, Object value) {
        if (value instanceof String text) {
            line.text(text);
        } else if (value instanceof Utf8String text) {
            line.text(text);
        } else {
            texts.append(line, value);
        }
    }

    /**
     * Appends the text of a value in quotes.
     *
     * @param quoteWords whether a single word gets quotes, too
     */
    final void appendText(LogLines line, Object value, boolean quoteWords) {
        if (!quoteWords && texts.appendWord(line, value)) {
            return;
        }
        int start = line.length();
        appendPlain(line.ascii('"'), value);
        int kind = kind(line, start + 1);
        if (kind == OTHER) {
            line.truncate(start + 1);
            appendEscaped(line, String.valueOf(value));
        }
        if (kind == IN_WORDS && !quoteWords && line.length() > start + 1) {
            line.remove(start);
        } else {
            line.ascii('"');
        }
    }

    /** Returns the highest kind of the bytes from an index on. */
    private static int kind(LogLines line, int from) {
        byte[] bytes = line.bytes();
        int kinds = 0;
        for (int i = from; i < line.length(); i++) {
            kinds |= KINDS[bytes[i] & 0xff];
        }
        return Math.min(kinds, OTHER);
    }

    private static void appendEscaped(LogLines line, String value) {
        int appended = 0;
        int length;
        for (int i = 0; i < value.length(); i += length) {
            int character = value.codePointAt(i);
            length = Character.charCount(character);
            if (isEscaped(character)) {
                line.text(value.substring(appended, i));
                appended = i + length;
                value.substring(i, appended).chars().forEach(unit -> appendEscape(line, (char) unit));
            }
        }
        line.text(value.substring(appended));
    }

    private static boolean isEscaped(int character) {
        return character < ' ' || character == '"' || character == '\\'
                || character >= 0x7f && PrintableText.isInvisible(character);
    }

    private static void appendEscape(LogLines line, char c) {
        switch (c) {
            case '"' -> line.text("\\\"");
            case '\\' -> line.text("\\\\");
            case '\n' -> line.text("\\n");
            case '\r' -> line.text("\\r");
            case '\t' -> line.text("\\t");
            default -> line.text("\\u").text(HexFormat.of().toHexDigits(c));
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
