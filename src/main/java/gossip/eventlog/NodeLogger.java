package gossip.eventlog;

import gossip.protocol.Address;
import org.slf4j.Logger;
import org.slf4j.spi.LoggingEventBuilder;

/** A logger of the events of one node. */
record NodeLogger(Logger logger, String role, Address self) {

    /** @param keysAndValues keys and values in turn, in the order of the line */
    void log(String event, Object... keysAndValues) {
        LoggingEventBuilder builder = logger.atInfo().setMessage(event)
                .addKeyValue(EventEncoder.ROLE, role).addKeyValue(EventEncoder.SELF, self);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            builder.addKeyValue((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        builder.log();
    }
}
