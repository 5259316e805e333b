package gossip.eventlog;

import gossip.protocol.Address;
import org.slf4j.Logger;
import org.slf4j.spi.LoggingEventBuilder;

/** Begins the events of one node. */
record NodeLogger(Logger logger, String role, Address self) {

    /** The caller adds the event's own key-values and logs it. */
    LoggingEventBuilder event(String name) {
        return logger.atInfo().setMessage(name)
                .addKeyValue(LogfmtEncoder.ROLE, role)
                .addKeyValue(LogfmtEncoder.SELF, self);
    }
}
