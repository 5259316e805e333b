package gossip.node.event;

import gossip.node.Environment;
import gossip.node.NodeListener;
import gossip.protocol.Address;

/**
 * The common part of the event taps of seeds and peers. A tap is between the parts of a node and its listener. It
 * passes on every event, records evidence about failures, and gives events their names and keys.
 */
public abstract class EventTap {

    private final NodeListener listener;
    private final Environment environment;
    private final EventWatchers watchers;
    private final EvidenceLog evidence = new EvidenceLog();

    protected EventTap(NodeListener listener, Environment environment) {
        this.listener = listener;
        this.environment = environment;
        this.watchers = new EventWatchers(environment);
    }

    public final EventWatchers watchers() {
        return watchers;
    }

    public final EvidenceLog evidence() {
        return evidence;
    }

    protected final void record(String event, Address about, String key, Object detail) {
        record(event, about, "", key, detail);
    }

    protected final void record(String event, Address about, String name, String key, Object detail) {
        evidence.add(environment.currentTime().toEpochMilli(), event, about, name, key, detail);
    }

    /** Returns whether a log or a client receives events. The message path asks before it creates one. */
    protected final boolean isObserved() {
        return listener.wantsEvents() || !watchers.isEmpty();
    }

    /** Sends an event to the log and to the clients that watch. */
    protected final void emit(String name, Object... keysAndValues) {
        if (listener.wantsEvents()) {
            listener.event(name, keysAndValues);
        }
        watchers.event(name, keysAndValues);
    }
}
