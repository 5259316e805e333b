package gossip.net;

import gossip.protocol.DecodeCache;

/**
 * Resources that all nodes of a process share. Thread-safe.
 *
 * @param timers the timers of all nodes
 * @param decodeCache the recent payloads, each held once for all nodes
 * @param resolver the lookups of host names
 */
public record SharedResources(TimerService timers, DecodeCache decodeCache, Resolver resolver) implements AutoCloseable {

    public SharedResources() {
        this(new TimerService(), new DecodeCache(), new Resolver());
    }

    @Override
    public void close() {
        timers.close();
        resolver.close();
    }
}
