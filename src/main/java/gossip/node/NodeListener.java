package gossip.node;

import gossip.protocol.Address;

/** A receiver of the events of a node. Called from within calls into the node, so one call at a time. */
public interface NodeListener {

    /** Returns whether {@link #event} is called. The answer never changes. */
    default boolean wantsEvents() {
        return false;
    }

    /**
     * Is notified of every event with the name and the keys of the event log, in addition to the method of the event.
     *
     * @param keysAndValues keys and values in turn, in the order of the log
     */
    default void event(String name, Object... keysAndValues) {}

    /** The user should know this, for example that the machine lost an address. */
    default void notice(String text) {}

    /** The name of a member or neighbor is known. Not an event of the log; called again whenever a name is received. */
    default void named(Address peer, String name) {}

    default void badInput(String from, String reason) {}
}
