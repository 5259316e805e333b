package gossip.sim;

import gossip.node.Environment;
import gossip.node.LinkHandler;
import gossip.node.Node;
import gossip.node.Timer;
import gossip.protocol.Address;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A host that runs one node in virtual time. Not thread-safe.
 *
 * <pre>
 * running --pause--> paused --resume--> running     calls that came in between run on resume, in order
 *    |                 |
 *    +--crash----------+--> stopped        the operating system closes the connections
 *    +--power cut------+--> powered off    no connection is closed, and nothing answers
 * </pre>
 *
 * @param <N> the type of the node
 */
public final class SimulatedHost<N extends Node> implements Environment {

    private final SimulatedNetwork network;
    private final Address address;
    private final RandomGenerator random;
    private final Set<SimulatedLink> links = new LinkedHashSet<>();
    private final Deque<Runnable> deferred = new ArrayDeque<>();
    private final N node;
    private boolean stopped;
    private boolean poweredOff;
    private boolean paused;

    SimulatedHost(SimulatedNetwork network, Address address, RandomGenerator random, Function<Environment, N> factory) {
        this.network = network;
        this.address = address;
        this.random = random;
        this.node = factory.apply(this);
    }

    public N node() {
        return node;
    }

    public Address address() {
        return address;
    }

    /** Returns whether the node has neither crashed nor lost power. A paused node is alive. */
    public boolean isAlive() {
        return !stopped;
    }

    // ---- for the network and its links

    /** Calls into the node, after the pause if it is paused. */
    void run(Runnable call) {
        if (stopped) {
            return;
        }
        if (paused) {
            deferred.add(call);
        } else {
            call.run();
        }
    }

    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
        while (!deferred.isEmpty() && !paused && !stopped) {
            deferred.removeFirst().run();
        }
    }

    void crash() {
        stopped = true;
        new ArrayList<>(links).forEach(SimulatedLink::reset);
        links.clear();
    }

    void cutPower() {
        stopped = true;
        poweredOff = true;
        links.clear();
    }

    boolean isPoweredOff() {
        return poweredOff;
    }

    void add(SimulatedLink link) {
        links.add(link);
    }

    void remove(SimulatedLink link) {
        links.remove(link);
    }

    // ---- the environment of the node

    @Override
    public long nanoTime() {
        return network.now();
    }

    @Override
    public Instant currentTime() {
        return network.currentTime();
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public void dial(Address target, LinkHandler handler) {
        network.dial(this, target, handler);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        boolean[] cancelled = {false};
        network.schedule(network.now() + delay.toNanos(), () -> run(() -> {
            if (!cancelled[0]) {
                task.run();
            }
        }));
        return () -> cancelled[0] = true;
    }
}
