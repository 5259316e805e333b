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
 * Runs one node in virtual time.
 *
 * <pre>
 * running --pause--> paused --resume--> running     what happened meanwhile happens then, in its order
 *    |                 |
 *    +--crash----------+--> gone      its connections are closed, by the operating system
 *    +--power cut------+--> gone      nothing is closed, nothing answers
 * </pre>
 *
 * @param <N> what kind of node runs here
 */
public final class SimulatedHost<N extends Node> implements Environment {

    private final SimulatedNetwork network;
    private final Address address;
    private final RandomGenerator random;
    private final Set<SimulatedLink> links = new LinkedHashSet<>();
    private final Deque<Runnable> deferred = new ArrayDeque<>();
    private final N node;
    private boolean gone;
    private boolean poweredOff;
    private boolean paused;

    SimulatedHost(SimulatedNetwork network, Address address, RandomGenerator random, Function<Environment, N> birth) {
        this.network = network;
        this.address = address;
        this.random = random;
        this.node = birth.apply(this);
    }

    public N node() {
        return node;
    }

    public Address address() {
        return address;
    }

    public boolean isAlive() {
        return !gone;
    }

    // ---- for the network

    void run(Runnable call) {
        if (gone) {
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
        while (!deferred.isEmpty() && !paused && !gone) {
            deferred.removeFirst().run();
        }
    }

    void crash() {
        gone = true;
        new ArrayList<>(links).forEach(SimulatedLink::reset);
        links.clear();
    }

    void cutPower() {
        gone = true;
        poweredOff = true;
        links.clear();
    }

    boolean isPoweredOff() {
        return poweredOff;
    }

    void keep(SimulatedLink link) {
        links.add(link);
    }

    void forget(SimulatedLink link) {
        links.remove(link);
    }

    // ---- the node's surroundings

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
        network.at(network.now() + delay.toNanos(), () -> {
            if (!cancelled[0]) {
                run(() -> {
                    if (!cancelled[0]) {
                        task.run();
                    }
                });
            }
        });
        return () -> cancelled[0] = true;
    }
}
