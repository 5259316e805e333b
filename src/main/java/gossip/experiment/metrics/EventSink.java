package gossip.experiment.metrics;

import gossip.protocol.Address;
import gossip.protocol.MessageId;
import java.util.Optional;

/** A receiver of the events of a run, in the order of virtual time. */
@FunctionalInterface
public interface EventSink {

    /** A sink that drops all events. */
    EventSink NONE = (nanos, event, node, other, message) -> { };

    /**
     * @param nanos the virtual time
     * @param event what happened: joined, link, unlink, generated, received, dead, crashed, registered, removed
     * @param node the node at which it happened
     * @param other the peer that it concerns, if any
     * @param message the message that it concerns, if any
     */
    void event(long nanos, String event, Address node, Optional<Address> other, Optional<MessageId> message);
}
