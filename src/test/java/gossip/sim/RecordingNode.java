package gossip.sim;

import gossip.node.DialFailure;
import gossip.node.Environment;
import gossip.node.Link;
import gossip.node.LinkHandler;
import gossip.node.Node;
import gossip.protocol.Codec;
import gossip.protocol.Message;
import gossip.protocol.Origin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A node that records every call into it. */
final class RecordingNode implements Node, LinkHandler {

    final Environment environment;
    final List<String> events = new ArrayList<>();
    /** Sequences of messages that this node claims to have. */
    final Set<Long> received = new HashSet<>();
    /** The link of the last connection, once it is open. */
    Link link;

    RecordingNode(Environment environment) {
        this.environment = environment;
    }

    /** Returns the events since the last call. */
    List<String> takeEvents() {
        List<String> taken = List.copyOf(events);
        events.clear();
        return taken;
    }

    @Override
    public void start() {
        events.add("start");
    }

    @Override
    public LinkHandler accepted(Link inbound) {
        events.add("accepted");
        link = inbound;
        return this;
    }

    @Override
    public void opened(Link outbound) {
        events.add("opened");
        link = outbound;
    }

    @Override
    public void received(Link from, Message message) {
        events.add(Codec.verb(message));
    }

    @Override
    public boolean duplicate(Link from, Origin origin, long sequence) {
        events.add("duplicate " + sequence);
        return received.contains(sequence);
    }

    @Override
    public void malformed(Link from, String reason) {
        throw new AssertionError("a simulated link carries no lines: " + reason);
    }

    @Override
    public void drained(Link from) {
        events.add("drained");
    }

    @Override
    public void closed(String reason) {
        events.add("closed: " + reason);
    }

    @Override
    public void dialFailed(DialFailure cause, String reason) {
        events.add("dial failed: " + cause + ", " + reason);
    }
}
