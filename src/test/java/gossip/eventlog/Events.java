package gossip.eventlog;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import gossip.protocol.Address;
import java.util.Map;
import java.util.stream.Stream;

/** Events in the form in which logback passes them to an appender. */
final class Events {

    private static final Logger LOGGER = new LoggerContext().getLogger("gossip");
    private static final Address SELF = new Address("127.0.0.1", 6001);

    private Events() {}

    /** Returns an event without keys and values. */
    static LoggingEvent plain(String message, Throwable throwable) {
        return new LoggingEvent("fqcn", LOGGER, Level.INFO, message, throwable, null);
    }

    /** Returns an event as a peer logs it. */
    static NodeEvent ofPeer(String name, Map<String, ?> values) {
        return ofPeer(System.currentTimeMillis(), name, values);
    }

    /** @param time in milliseconds since 1970 */
    static NodeEvent ofPeer(long time, String name, Map<String, ?> values) {
        Object[] keysAndValues = values.entrySet().stream()
                .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue())).toArray();
        return new NodeEvent(time, "PEER", SELF, name, keysAndValues);
    }
}
