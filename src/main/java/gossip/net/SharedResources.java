package gossip.net;

import gossip.protocol.DecodeCache;

/**
 * What the nodes of a process share. Thread-safe.
 *
 * @param timers starts what is due
 * @param rumors the messages that are going round, each held once for all
 */
public record SharedResources(TimerService timers, DecodeCache decodeCache) implements AutoCloseable {

    public SharedResources() {
        this(new TimerService(), new DecodeCache());
    }

    @Override
    public void close() {
        timers.close();
    }
}
