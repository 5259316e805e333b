package gossip.sim;

import gossip.node.DialFailure;
import gossip.node.Environment;
import gossip.node.LinkHandler;
import gossip.node.LinkIdentity;
import gossip.node.Node;
import gossip.node.ProtocolRules;
import gossip.protocol.Address;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;

/**
 * A network of simulated hosts with a virtual clock. The same random seed and the same calls give the same run, down to
 * the last message. Not thread-safe.
 */
public final class SimulatedNetwork {

    private static final Instant START_TIME = Instant.parse("2026-01-01T00:00:00Z");
    private static final BiPredicate<Address, Address> NO_CUT = (from, to) -> false;
    private static final Duration DIAL_TIMEOUT = Duration.ofSeconds(3);

    private final EventScheduler scheduler = new EventScheduler();
    private final SplittableRandom random;
    private final Map<Address, SimulatedHost<?>> hosts = new HashMap<>();
    /** Arrivals that a cut delays. TCP would retransmit until the cut heals. */
    private final List<Arrival> delayed = new ArrayList<>();
    private NetworkConditions conditions;
    private TrafficObserver observer = (from, to, message) -> { };
    private Function<Address, ProtocolRules> rules = address -> ProtocolRules.STANDARD;
    private Function<Address, LinkIdentity> identities = address -> LinkIdentity.ANONYMOUS;
    private Runnable afterEach = () -> { };
    private BiPredicate<Address, Address> cut = NO_CUT;

    public SimulatedNetwork(long seed, NetworkConditions conditions) {
        this.random = new SplittableRandom(seed);
        this.conditions = conditions;
    }

    // ---- for tests and experiments

    /** Starts a node on a new host. Throws an exception if another node is alive at this address. */
    public <N extends Node> SimulatedHost<N> start(Address address, Function<Environment, N> factory) {
        SimulatedHost<?> earlier = hosts.get(address);
        if (earlier != null && earlier.isAlive()) {
            throw new IllegalStateException("another node is alive at " + address);
        }
        SimulatedHost<N> host = new SimulatedHost<>(this, address, random.split(), factory);
        hosts.put(address, host);
        host.run(host.node()::start);
        return host;
    }

    /** Advances the virtual time by this duration. */
    public void run(Duration duration) {
        runUntil(() -> false, duration);
    }

    /** Advances the virtual time until the condition holds, by at most the limit. Returns whether it holds. */
    public boolean runUntil(BooleanSupplier condition, Duration limit) {
        long until = now() + limit.toNanos();
        while (!condition.getAsBoolean() && scheduler.step(until)) {
            afterEach.run();
        }
        return condition.getAsBoolean();
    }

    /** Ends a process. The operating system of the host closes its connections. */
    public void crash(Address address) {
        hosts.get(address).crash();
    }

    /** Ends a process and its host. No other node is notified. */
    public void cutPower(Address address) {
        hosts.get(address).cutPower();
    }

    /** Pauses a process. Its connections stay open, and its host still accepts new ones. */
    public void pause(Address address, Duration duration) {
        SimulatedHost<?> host = hosts.get(address);
        host.pause();
        scheduler.schedule(now() + duration.toNanos(), host::resume);
    }

    /**
     * Breaks the connections between two hosts in one direction without a sign to either end. New connections work. A
     * firewall that forgets a connection does this.
     */
    public void silence(Address from, Address to) {
        hosts.get(from).silenceLinksTo(to);
    }

    /** Breaks the connections between two hosts, which both ends notice. What is in flight is lost. */
    public void breakLinks(Address one, Address other) {
        hosts.get(one).breakLinksTo(other);
    }

    /** Cuts the network between hosts on different sides. A host on side 0 reaches all hosts. */
    public void partition(ToIntFunction<Address> sides) {
        cut((from, to) -> {
            int first = sides.applyAsInt(from);
            int second = sides.applyAsInt(to);
            return first != second && first != 0 && second != 0;
        });
    }

    /** Cuts the network from hosts to others, in the given directions, in place of an earlier cut. */
    public void cut(BiPredicate<Address, Address> directions) {
        cut = directions;
    }

    /** Ends the cut. Everything that it delayed arrives now, in order. */
    public void heal() {
        cut = NO_CUT;
        delayed.forEach(arrival -> schedule(now(), arrival));
        delayed.clear();
    }

    public void conditions(NetworkConditions newConditions) {
        conditions = newConditions;
    }

    /** Sets the rules of the protocol for the nodes that start from now on, by their address. */
    public void rules(Function<Address, ProtocolRules> newRules) {
        rules = newRules;
    }

    public void observe(TrafficObserver newObserver) {
        observer = newObserver;
    }

    /** Sets what the certificate of the node at each address states. By default there are no certificates. */
    public void identities(Function<Address, LinkIdentity> newIdentities) {
        identities = newIdentities;
    }

    /** Sets a check that runs after each event. */
    public void afterEach(Runnable check) {
        afterEach = check;
    }

    /** Returns the virtual time, in nanoseconds since the start. */
    public long now() {
        return scheduler.now();
    }

    /** Returns how many events have been scheduled, which measures the cost of the simulation. */
    public long events() {
        return scheduler.scheduled();
    }

    // ---- for hosts and links

    Instant currentTime() {
        return START_TIME.plusNanos(now());
    }

    NetworkConditions conditions() {
        return conditions;
    }

    ProtocolRules rules(Address address) {
        return rules.apply(address);
    }

    TrafficObserver observer() {
        return observer;
    }

    LinkIdentity identity(Address address) {
        return identities.apply(address);
    }

    RandomGenerator random() {
        return random;
    }

    int schedule(long time, Runnable action) {
        return scheduler.schedule(time, action);
    }

    void cancel(int entry, Runnable action) {
        scheduler.cancel(entry, action);
    }

    void dial(SimulatedHost<?> from, Address to, LinkHandler handler) {
        long latencyThere = conditions.latency(from.address(), to, random);
        long latencyBack = conditions.latency(to, from.address(), random);
        schedule(now() + latencyThere, () -> {
            SimulatedHost<?> target = hosts.get(to);
            if (target != null && target.isPoweredOff()
                    || cut.test(from.address(), to) || cut.test(to, from.address())) {
                long timeout = now() + DIAL_TIMEOUT.toNanos() - latencyThere;
                failDial(from, handler, timeout, DialFailure.NO_ANSWER, "no answer");
            } else if (target == null || !target.isAlive()) {
                failDial(from, handler, now() + latencyBack, DialFailure.REFUSED, "refused");
            } else {
                connect(from, target, handler, now() + latencyBack);
            }
        });
    }

    private void failDial(SimulatedHost<?> dialer, LinkHandler handler, long time, DialFailure cause, String reason) {
        schedule(time, () -> dialer.run(() -> handler.dialFailed(cause, reason)));
    }

    private void connect(SimulatedHost<?> dialer, SimulatedHost<?> target, LinkHandler handler, long opening) {
        SimulatedLink outbound = new SimulatedLink(this, dialer, handler, opening);
        SimulatedLink inbound = new SimulatedLink(this, target, handler, opening);
        SimulatedLink.join(outbound, inbound);
        target.add(inbound);
        target.run(() -> inbound.setHandler(target.node().accepted(inbound)));
        schedule(opening, () -> {
            if (dialer.isAlive()) {
                dialer.add(outbound);
                dialer.run(() -> handler.opened(outbound));
            } else {
                outbound.reset();
            }
        });
    }

    /** Keeps the arrival until {@link #heal} if the network is cut in its direction. Returns whether it is. */
    boolean delays(Arrival arrival) {
        boolean isCut = cut != NO_CUT && cut.test(arrival.link.from(), arrival.link.to());
        if (isCut) {
            delayed.add(arrival);
        }
        return isCut;
    }
}
