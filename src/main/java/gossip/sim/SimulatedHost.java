package gossip.sim;

import gossip.node.Environment;
import gossip.node.LinkHandler;
import gossip.node.Node;
import gossip.node.ProtocolRules;
import gossip.node.Timer;
import gossip.protocol.Address;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
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
 * <p>If the conditions say that calls take time, calls also wait while the node is busy with an earlier one.
 *
 * @param <N> the type of the node
 */
public final class SimulatedHost<N extends Node> implements Environment {

    /** The deferred calls of a host that was never paused or busy. Never modified. */
    private static final Deque<Call> NONE = new ArrayDeque<>(0);

    private final SimulatedNetwork network;
    private final Address address;
    private final RandomGenerator random;
    private final ProtocolRules rules;
    private final OpenLinks links = new OpenLinks();
    private Deque<Call> deferred = NONE;
    private final N node;
    private boolean stopped;
    private boolean poweredOff;
    private boolean paused;
    /** True while the node works on a call that takes time. */
    private boolean busy;

    /** A call that waits until the node is neither paused nor busy. */
    private record Call(int messages, Runnable action) {}

    SimulatedHost(SimulatedNetwork network, Address address, RandomGenerator random, Function<Environment, N> factory) {
        this.network = network;
        this.address = address;
        this.random = random;
        this.rules = network.rules(address);
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

    /** Calls into the node, as soon as it is neither paused nor busy. */
    void run(Runnable call) {
        run(1, call);
    }

    /** @param messages the number of messages that the call delivers, which decides how long the node is busy */
    void run(int messages, Runnable call) {
        if (stopped) {
            return;
        }
        if (paused || busy) {
            deferred = deferred == NONE ? new ArrayDeque<>() : deferred;
            deferred.add(new Call(messages, call));
        } else {
            call.run();
            work(messages);
        }
    }

    private void work(int messages) {
        long nanos = network.conditions().processing(address) * messages;
        if (nanos > 0) {
            busy = true;
            network.schedule(network.now() + nanos, () -> {
                busy = false;
                runDeferred();
            });
        }
    }

    private void runDeferred() {
        while (!deferred.isEmpty() && !paused && !busy && !stopped) {
            Call next = deferred.removeFirst();
            next.action().run();
            work(next.messages());
        }
    }

    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
        runDeferred();
    }

    void crash() {
        stopped = true;
        links.removeAll().forEach(SimulatedLink::reset);
    }

    void cutPower() {
        stopped = true;
        poweredOff = true;
        links.removeAll();
    }

    /** Drops from now on what this host sends to the other one on the connections that are open now. */
    void silenceLinksTo(Address other) {
        links.toList().stream().filter(link -> link.to().equals(other)).forEach(SimulatedLink::silence);
    }

    void breakLinksTo(Address other) {
        links.toList().stream().filter(link -> link.to().equals(other)).forEach(SimulatedLink::sever);
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
    public ProtocolRules rules() {
        return rules;
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
        ScheduledTask scheduled = new ScheduledTask(this, task);
        scheduled.setEntry(network.schedule(network.now() + delay.toNanos(), scheduled));
        return scheduled;
    }

    void cancel(int entry, ScheduledTask task) {
        network.cancel(entry, task);
    }
}
