package gossip.net;

import gossip.protocol.Rumors;

/**
 * What the nodes of a process share. Thread-safe.
 *
 * @param timers starts what is due
 * @param rumors the messages that are going round, each held once for all
 */
public record Commons(Timers timers, Rumors rumors) implements AutoCloseable {

    public Commons() {
        this(new Timers(), new Rumors());
    }

    @Override
    public void close() {
        timers.close();
    }
}
