package gossip.net;

/**
 * Resources that all nodes of a process share. They are not part of the path of a message, so a node costs the same
 * beside others as alone. Thread-safe.
 *
 * @param timers the timers of all nodes
 * @param resolver the lookups of host names
 */
public record SharedResources(TimerService timers, Resolver resolver) implements AutoCloseable {

    public SharedResources() {
        this(new TimerService(), new Resolver());
    }

    @Override
    public void close() {
        timers.close();
        resolver.close();
    }
}
