package gossip.eventlog;

import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import org.slf4j.event.KeyValuePair;

/** What the log has to say of itself, as a line like those of the nodes. */
final class LogNotice {

    private static final String ROLE = "LOG";

    private LogNotice() {}

    /** @param part of the log, in the place of a node's address */
    static byte[] line(String part, String event, KeyValuePair... facts) {
        LoggingEvent notice = new LoggingEvent();
        notice.setInstant(Instant.now());
        notice.setMessage(event);
        notice.addKeyValuePair(new KeyValuePair(LogfmtEncoder.ROLE, ROLE));
        notice.addKeyValuePair(new KeyValuePair(LogfmtEncoder.SELF, part));
        for (KeyValuePair fact : facts) {
            notice.addKeyValuePair(fact);
        }
        return new LogfmtEncoder().encode(notice);
    }
}
