package gossip.eventlog;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An encoder of events as short lines for a person: the time of day and a sentence. Not thread-safe. */
final class ConsoleEncoder extends EncoderBase<ILoggingEvent> {

    /** One column less than a usual terminal, because some terminals begin a new row after the last column. */
    static final int WIDTH = 79;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss ", Locale.ROOT)
            .withZone(ZoneId.systemDefault());
    /** The most rows of an event that a person must know. Others are cut to one row. */
    private static final int MAX_ROWS = 3;
    private static final byte[] NOTHING = {};

    private final ConsoleMode mode;
    private final boolean colors;
    private final NodeNames names;
    private String firstNode = "";
    private boolean hasSeveralNodes;

    ConsoleEncoder(ConsoleMode mode, boolean colors, NodeNames names) {
        this.mode = mode;
        this.colors = colors;
        this.names = names;
    }

    /** Returns the rows of an event, or nothing if the mode does not show it. */
    @Override
    public byte[] encode(ILoggingEvent event) {
        if (event instanceof NodeEvent node && !node.role().equals("LOG")
                && !mode.shows(EventSentence.kind(node.getMessage()))) {
            return NOTHING; // without the cost of a sentence
        }
        EventSentence sentence = sentence(event);
        if (!mode.shows(sentence.kind())) {
            return NOTHING;
        }
        String time = CLOCK.format(Instant.ofEpochMilli(event.getTimeStamp()));
        int maxRows = sentence.kind().isEssential() ? MAX_ROWS : 1;
        List<String> rows = TerminalText.rows(sentence.text(), WIDTH - time.length(), maxRows);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            String start = i == 0 ? colored(time, "2") : " ".repeat(time.length());
            lines.append(start).append(colored(rows.get(i), sentence.kind().color())).append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** @param color parameter of the ANSI sequence; empty for the usual color */
    private String colored(String text, String color) {
        return colors && !color.isEmpty() ? "\033[" + color + "m" + text + "\033[0m" : text;
    }

    private EventSentence sentence(ILoggingEvent event) {
        return event instanceof NodeEvent node ? sentenceOfNode(node) : sentenceOfError(event);
    }

    private static EventSentence sentenceOfError(ILoggingEvent event) {
        String cause = event.getThrowableProxy() == null ? "" : ": " + event.getThrowableProxy().getClassName()
                + ": " + event.getThrowableProxy().getMessage();
        return EventSentence.warning("internal error, " + event.getFormattedMessage() + cause);
    }

    private EventSentence sentenceOfNode(NodeEvent event) {
        String self = String.valueOf(event.self());
        Map<String, String> values = new LinkedHashMap<>();
        Object[] keysAndValues = event.keysAndValues();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put((String) keysAndValues[i], String.valueOf(keysAndValues[i + 1]));
        }
        if (event.role().equals("LOG")) {
            values.remove("file");
            return EventSentence.warning(self + ": " + EventSentence.plain(event.getMessage(), values));
        }
        EventSentence sentence = EventSentence.of(event.getMessage(), self, values, names::of);
        return isOneOfSeveral(self) ? new EventSentence(sentence.kind(), "[" + names.of(self) + "] " + sentence.text())
                : sentence;
    }

    /** Returns whether the lines must say which node of this process they are about. */
    private boolean isOneOfSeveral(String self) {
        firstNode = firstNode.isEmpty() ? self : firstNode;
        hasSeveralNodes |= !self.equals(firstNode);
        return hasSeveralNodes;
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
