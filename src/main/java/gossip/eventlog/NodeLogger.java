package gossip.eventlog;

import ch.qos.logback.classic.Logger;
import gossip.protocol.Address;
import java.util.function.LongSupplier;

/**
 * A logger of the events of one node.
 *
 * @param time the time in milliseconds since 1970
 */
record NodeLogger(Logger logger, String role, Address self, LongSupplier time) {

    NodeLogger(Logger logger, String role, Address self) {
        this(logger, role, self, System::currentTimeMillis);
    }

    /** @param keysAndValues keys and values in turn, in the order of the line */
    void log(String event, Object... keysAndValues) {
        logger.callAppenders(new NodeEvent(time.getAsLong(), role, self, event, keysAndValues));
    }
}
