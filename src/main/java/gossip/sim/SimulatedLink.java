package gossip.sim;

import gossip.node.Link;
import gossip.node.LinkHandler;
import gossip.protocol.Message;
import java.util.ArrayList;
import java.util.List;

/** One end of a simulated connection. What is sent at one moment and arrives at one moment travels together. */
final class SimulatedLink implements Link {

    private final SimulatedNetwork network;
    private final SimulatedHost<?> host;
    private SimulatedLink other;
    private LinkHandler handler;
    private boolean closed;
    private long lastSent;
    private long lastArrival;
    private List<Message> lastBatch = List.of();
    private int inFlight;
    private boolean overflowed;

    /** @param opening when the connection stands; nothing arrives before */
    SimulatedLink(SimulatedNetwork network, SimulatedHost<?> host, LinkHandler handler, long opening) {
        this.network = network;
        this.host = host;
        this.handler = handler;
        this.lastArrival = opening;
    }

    static void join(SimulatedLink one, SimulatedLink two) {
        one.other = two;
        two.other = one;
    }

    SimulatedHost<?> host() {
        return host;
    }

    LinkHandler handler() {
        return handler;
    }

    @Override
    public boolean send(Message message) {
        if (closed) {
            return true;
        }
        if (inFlight >= network.capacity(host, other.host)) {
            overflowed = true;
            return false;
        }
        network.sent(host, other.host, message);
        if (!network.loses(host, other.host, message)) {
            inFlight++;
            transmit(message);
        }
        return true;
    }

    private void transmit(Message message) {
        long arrival = nextArrival();
        if (arrival == lastArrival && !lastBatch.isEmpty()) {
            lastBatch.add(message);
            return;
        }
        List<Message> batch = new ArrayList<>(1);
        batch.add(message);
        lastBatch = batch;
        lastArrival = arrival;
        network.carry(this, arrival, () -> arrive(batch));
    }

    private long nextArrival() {
        long now = network.now();
        boolean travelsWithLast = lastSent == now && !lastBatch.isEmpty();
        lastSent = now;
        long arrival = travelsWithLast ? lastArrival : Math.max(lastArrival, now + network.latency(host, other.host));
        return arrival + network.transmission(host, other.host);
    }

    private void arrive(List<Message> batch) {
        if (batch == lastBatch) {
            lastBatch = List.of();
        }
        inFlight -= batch.size();
        other.host.run(() -> {
            for (Message message : batch) {
                if (!other.closed) {
                    other.handler.received(other, message);
                }
            }
        });
        if (inFlight == 0 && overflowed) {
            overflowed = false;
            host.run(() -> {
                if (!closed) {
                    handler.drained(this);
                }
            });
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            host.forget(this);
            reset();
        }
    }

    /** The other side learns of it behind all that was sent before. */
    void reset() {
        lastArrival = Math.max(lastArrival, network.now() + network.latency(host, other.host));
        network.carry(this, lastArrival, () -> other.host.run(() -> other.ended("closed")));
    }

    void ended(String reason) {
        if (!closed) {
            closed = true;
            host.forget(this);
            handler.closed(reason);
        }
    }

    @Override
    public void setHandler(LinkHandler next) {
        handler = next;
    }

    @Override
    public String remote() {
        return other.host.address().toString();
    }

    SimulatedLink other() {
        return other;
    }
}
