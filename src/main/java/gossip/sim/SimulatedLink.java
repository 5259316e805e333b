package gossip.sim;

import gossip.node.Link;
import gossip.node.LinkHandler;
import gossip.node.LinkIdentity;
import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.Message.Gossip;

/**
 * One end of a simulated connection. Not thread-safe.
 *
 * <p>Messages that are sent at the same time and arrive at the same time form a batch, which is a single event.
 */
final class SimulatedLink implements Link {

    private final SimulatedNetwork network;
    private final SimulatedHost<?> host;
    private SimulatedLink other;
    private LinkHandler handler;
    private boolean closed;
    private long lastSent;
    private long lastArrival;
    /** The messages that were sent last, until they arrive. */
    private Arrival.Batch lastBatch;
    private int inFlight;
    private boolean overflowed;
    /** True if nothing that this end sends arrives any more, not even its end. */
    private boolean silent;

    /** The links of the same host that were opened before and after this one. */
    private SimulatedLink previous;
    private SimulatedLink following;

    /** @param opening the time at which the connection is open; nothing arrives earlier */
    SimulatedLink(SimulatedNetwork network, SimulatedHost<?> host, LinkHandler handler, long opening) {
        this.network = network;
        this.host = host;
        this.handler = handler;
        this.lastArrival = opening;
    }

    /** Makes each link the other end of the other one. */
    static void join(SimulatedLink first, SimulatedLink second) {
        first.other = second;
        second.other = first;
    }

    Address from() {
        return host.address();
    }

    Address to() {
        return other.host.address();
    }

    // ---- sending

    @Override
    public boolean send(Message message) {
        if (closed) {
            return true;
        }
        if (inFlight >= network.conditions().capacity(from(), to())) {
            overflowed = true;
            return false;
        }
        network.observer().sent(from(), to(), message);
        if (!network.conditions().loses(from(), to(), message, network.random())) {
            inFlight++;
            if (!silent) {
                transmit(message);
            }
        }
        return true;
    }

    /** Drops what is sent from now on. It stays in the send queue, as TCP would keep and retransmit it. */
    void silence() {
        silent = true;
    }

    private void transmit(Message message) {
        long arrival = nextArrival(message);
        if (arrival == lastArrival && lastBatch != null) {
            lastBatch.add(message);
            return;
        }
        lastBatch = new Arrival.Batch(network, this, message);
        lastArrival = arrival;
        network.schedule(arrival, lastBatch);
    }

    private long nextArrival(Message message) {
        long now = network.now();
        long departure = network.conditions().departure(from(), to(), message, now);
        boolean joinsLastBatch = lastSent == departure && lastBatch != null;
        lastSent = departure;
        long arrival = joinsLastBatch ? lastArrival : Math.max(lastArrival, departure + latency());
        return arrival + network.conditions().transmission(from(), to());
    }

    private long latency() {
        return network.conditions().latency(from(), to(), network.random());
    }

    void arrive(Arrival.Batch batch) {
        if (batch == lastBatch) {
            lastBatch = null;
        }
        inFlight -= batch.size();
        other.host.run(batch.size(), () -> batch.forEach(other::deliver));
        if (inFlight == 0 && overflowed) {
            overflowed = false;
            host.run(() -> {
                if (!closed) {
                    handler.drained(this);
                }
            });
        }
    }

    // ---- receiving

    private void deliver(Message message) {
        if (!closed && !isDuplicate(message)) {
            handler.received(this, message);
        }
    }

    /** Offers a gossip message to the handler by its id first, as a connection on a socket does. */
    private boolean isDuplicate(Message message) {
        return message instanceof Gossip gossip
                && handler.duplicate(this, gossip.id().origin(), gossip.id().sequence());
    }

    // ---- closing

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            host.remove(this);
            reset();
        }
    }

    /** Ends the connection at both ends. What is in flight is lost. */
    void sever() {
        host.run(this::onClosed);
        other.host.run(other::onClosed);
    }

    /** Closes the other end after everything that was sent before has arrived. */
    void reset() {
        if (silent) {
            return;
        }
        lastArrival = Math.max(lastArrival, network.now() + latency());
        network.schedule(lastArrival, new Arrival.End(network, this));
    }

    void arriveEnd() {
        other.host.run(other::onClosed);
    }

    private void onClosed() {
        if (!closed) {
            closed = true;
            host.remove(this);
            handler.closed("closed");
        }
    }

    // ---- for OpenLinks

    SimulatedLink previous() {
        return previous;
    }

    SimulatedLink following() {
        return following;
    }

    void setAdjacent(SimulatedLink before, SimulatedLink after) {
        previous = before;
        following = after;
    }

    @Override
    public void setHandler(LinkHandler next) {
        handler = next;
    }

    @Override
    public String remote() {
        return to().toString();
    }

    @Override
    public LinkIdentity identity() {
        return network.identity(to());
    }

    @Override
    public boolean isLocal() {
        return from().host().equals(to().host());
    }
}
