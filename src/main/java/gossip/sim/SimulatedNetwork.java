package gossip.sim;

import gossip.node.Environment;
import gossip.node.LinkHandler;
import gossip.node.Node;
import gossip.protocol.Address;
import gossip.protocol.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Hosts, the wires between them and the time that passes there. The same random seed and the same calls give the same
 * run, to the last message. Single-threaded.
 */
public final class SimulatedNetwork {

    private static final Instant START_TIME = Instant.parse("2026-01-01T00:00:00Z");
    private static final ToIntFunction<Address> NO_PARTITION = address -> 0;
    private static final Duration DIAL_TIMEOUT = Duration.ofSeconds(3);

    /** Something on its way that a partition holds back, as TCP does until it can send it again. */
    private record Held(SimulatedLink from, Runnable arrival) {}

    private final EventScheduler time = new EventScheduler();
    private final SplittableRandom random;
    private final Map<Address, SimulatedHost<?>> hosts = new HashMap<>();
    private final List<Held> held = new ArrayList<>();
    private NetworkConditions conditions;
    private TrafficObserver trafficObserver = (from, to, message) -> { };
    private Runnable afterEach = () -> { };
    private ToIntFunction<Address> side = NO_PARTITION;

    public SimulatedNetwork(long seed, NetworkConditions conditions) {
        this.random = new SplittableRandom(seed);
        this.conditions = conditions;
    }

    // ---- what a test or an experiment does

    /** Starts a node; an earlier one at the address must be gone. */
    public <N extends Node> SimulatedHost<N> start(Address address, Function<Environment, N> birth) {
        SimulatedHost<?> earlier = hosts.get(address);
        if (earlier != null && earlier.isAlive()) {
            throw new IllegalStateException("a node runs at " + address + " already");
        }
        SimulatedHost<N> host = new SimulatedHost<>(this, address, random.split(), birth);
        hosts.put(address, host);
        host.run(host.node()::start);
        return host;
    }

    /** Lets time pass. */
    public void run(Duration duration) {
        long until = now() + duration.toNanos();
        while (time.step(until)) {
            afterEach.run();
        }
    }

    /**
     * Lets time pass until something holds, but no longer than the limit.
     *
     * @return whether it holds
     */
    public boolean runUntil(BooleanSupplier condition, Duration limit) {
        long until = now() + limit.toNanos();
        while (!condition.getAsBoolean() && time.step(until)) {
            afterEach.run();
        }
        return condition.getAsBoolean();
    }

    /** The process dies; its host closes its connections. */
    public void crash(Address address) {
        hosts.get(address).crash();
    }

    /** The machine dies; nobody hears anything. */
    public void cutPower(Address address) {
        hosts.get(address).cutPower();
    }

    /** The process does nothing for a while; connections stay, and new ones are still taken by its host. */
    public void pause(Address address, Duration duration) {
        SimulatedHost<?> host = hosts.get(address);
        host.pause();
        time.at(now() + duration.toNanos(), host::resume);
    }

    /** Cuts the wires between hosts on different sides; who is on side 0 still reaches everybody. */
    public void partition(ToIntFunction<Address> sides) {
        side = sides;
    }

    /** What was on its way arrives after all, in its order. */
    public void heal() {
        side = NO_PARTITION;
        List<Held> released = List.copyOf(held);
        held.clear();
        released.forEach(waiting -> carry(waiting.from(), now(), waiting.arrival()));
    }

    public void conditions(NetworkConditions now) {
        conditions = now;
    }

    public void observe(TrafficObserver observer) {
        trafficObserver = observer;
    }

    /** Runs a check after every single event. */
    public void afterEach(Runnable check) {
        afterEach = check;
    }

    /** Nanoseconds since the beginning. */
    public long now() {
        return time.now();
    }

    /** Events that have been scheduled in all: the cost of the simulation. */
    public long events() {
        return time.scheduled();
    }

    Instant currentTime() {
        return START_TIME.plusNanos(now());
    }

    // ---- for hosts and links

    void at(long when, Runnable action) {
        time.at(when, action);
    }

    void dial(SimulatedHost<?> from, Address to, LinkHandler handler) {
        long there = conditions.latency(from.address(), to, random);
        long back = conditions.latency(to, from.address(), random);
        time.at(now() + there, () -> {
            SimulatedHost<?> target = hosts.get(to);
            if (target != null && target.isPoweredOff() || isCut(from.address(), to)) {
                time.at(now() + DIAL_TIMEOUT.toNanos() - there, () -> from.run(() -> handler.closed("no answer")));
            } else if (target == null || !target.isAlive()) {
                time.at(now() + back, () -> from.run(() -> handler.closed("refused")));
            } else {
                connect(from, target, handler, back);
            }
        });
    }

    private void connect(SimulatedHost<?> from, SimulatedHost<?> target, LinkHandler dialler, long back) {
        long opening = now() + back;
        SimulatedLink near = new SimulatedLink(this, from, dialler, opening);
        SimulatedLink far = new SimulatedLink(this, target, dialler, opening);
        SimulatedLink.join(near, far);
        target.keep(far);
        target.run(() -> far.setHandler(target.node().accepted(far)));
        time.at(opening, () -> {
            if (from.isAlive()) {
                from.keep(near);
                from.run(() -> dialler.opened(near));
            } else {
                near.reset();
            }
        });
    }

    /** Lets something that a link sends arrive at its time, or when the partition that it runs into has healed. */
    void carry(SimulatedLink from, long arrival, Runnable action) {
        time.at(arrival, () -> {
            if (isCut(from.host().address(), from.other().host().address())) {
                held.add(new Held(from, action));
            } else {
                action.run();
            }
        });
    }

    private boolean isCut(Address one, Address two) {
        if (side == NO_PARTITION) {
            return false;
        }
        int sideOfOne = side.applyAsInt(one);
        int sideOfTwo = side.applyAsInt(two);
        return sideOfOne != sideOfTwo && sideOfOne != 0 && sideOfTwo != 0;
    }

    void sent(SimulatedHost<?> from, SimulatedHost<?> to, Message message) {
        trafficObserver.sent(from.address(), to.address(), message);
    }

    boolean loses(SimulatedHost<?> from, SimulatedHost<?> to, Message message) {
        return conditions.loses(from.address(), to.address(), message, random);
    }

    long latency(SimulatedHost<?> from, SimulatedHost<?> to) {
        return conditions.latency(from.address(), to.address(), random);
    }

    long transmission(SimulatedHost<?> from, SimulatedHost<?> to) {
        return conditions.transmission(from.address(), to.address());
    }

    int capacity(SimulatedHost<?> from, SimulatedHost<?> to) {
        return conditions.capacity(from.address(), to.address());
    }
}
