package gossip.net;

import gossip.net.transport.PlainTransport;
import gossip.net.transport.Transport;

/**
 * Resources that all nodes of a process share. They are not part of the path of a message, so a node costs the same
 * beside others as alone. Thread-safe.
 *
 * @param timers the timers of all nodes
 * @param resolver the lookups of host names
 * @param transports what is between the sockets and the protocol
 */
public record SharedResources(TimerService timers, Resolver resolver, Transport.Factory transports)
        implements AutoCloseable {

    /** Creates the resources of nodes without TLS. */
    public SharedResources() {
        this(PlainTransport.FACTORY);
    }

    public SharedResources(Transport.Factory transports) {
        this(new TimerService(), new Resolver(), transports);
    }

    SharedResources(TimerService timers, Resolver resolver) {
        this(timers, resolver, PlainTransport.FACTORY);
    }

    @Override
    public void close() {
        timers.close();
        resolver.close();
    }
}
