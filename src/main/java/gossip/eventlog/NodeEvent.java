package gossip.eventlog;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggerContextVO;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/**
 * An event of a node, or of the log itself, as logback passes it to an appender. It holds the values as the node passed
 * them, because logback's own event and its list of pairs would cost more than the line.
 */
final class NodeEvent implements ILoggingEvent {

    private final long time;
    private final String role;
    private final Object self;
    private final String name;
    private final Object[] keysAndValues;

    /**
     * @param time in milliseconds since 1970
     * @param self the address of the node, or the part of the log
     * @param keysAndValues keys and values in turn, in the order of the line
     */
    NodeEvent(long time, String role, Object self, String name, Object... keysAndValues) {
        this.time = time;
        this.role = role;
        this.self = self;
        this.name = name;
        this.keysAndValues = keysAndValues;
    }

    /**
     * Returns an event about the log or the process, with the role {@code LOG}.
     *
     * @param part {@code file}, {@code console} or {@code process}, in the place of a node's address
     */
    static NodeEvent notice(String part, String name, Object... keysAndValues) {
        return new NodeEvent(System.currentTimeMillis(), "LOG", part, name, keysAndValues);
    }

    String role() {
        return role;
    }

    Object self() {
        return self;
    }

    Object[] keysAndValues() {
        return keysAndValues;
    }

    @Override
    public long getTimeStamp() {
        return time;
    }

    @Override
    public Level getLevel() {
        return Level.INFO;
    }

    @Override
    public String getMessage() {
        return name;
    }

    @Override
    public List<KeyValuePair> getKeyValuePairs() {
        List<KeyValuePair> pairs = new ArrayList<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            pairs.add(new KeyValuePair((String) keysAndValues[i], keysAndValues[i + 1]));
        }
        return pairs;
    }

    // ---- the rest of the interface, which encoders do not use

    @Override
    public int getNanoseconds() {
        return (int) Math.floorMod(time, 1000L) * 1_000_000;
    }

    @Override
    public String getFormattedMessage() {
        return name;
    }

    @Override
    public String getLoggerName() {
        return "gossip";
    }

    @Override
    public String getThreadName() {
        return "";
    }

    @Override
    public LoggerContextVO getLoggerContextVO() {
        return null;
    }

    @Override
    public Object[] getArgumentArray() {
        return null;
    }

    @Override
    public IThrowableProxy getThrowableProxy() {
        return null;
    }

    @Override
    public boolean hasCallerData() {
        return false;
    }

    @Override
    public StackTraceElement[] getCallerData() {
        return new StackTraceElement[0];
    }

    @Override
    public List<Marker> getMarkerList() {
        return null;
    }

    @Override
    public Map<String, String> getMDCPropertyMap() {
        return Map.of();
    }

    @Override
    @SuppressWarnings("deprecation")
    public Map<String, String> getMdc() {
        return Map.of();
    }

    @Override
    public long getSequenceNumber() {
        return 0;
    }

    @Override
    public void prepareForDeferredProcessing() {
        // Everything is here already.
    }
}
