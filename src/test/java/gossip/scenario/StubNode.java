package gossip.scenario;

import gossip.node.Link;
import gossip.node.LinkHandler;
import gossip.node.Node;
import gossip.protocol.Message;
import java.util.function.BiConsumer;

/**
 * A node that accepts every link and passes every message to a function.
 *
 * @param answer called with the link and the message, usually to send an answer
 */
record StubNode(BiConsumer<Link, Message> answer) implements Node, LinkHandler {

    /** Returns a node that accepts every link and never sends anything. */
    static StubNode mute() {
        return new StubNode((link, message) -> { });
    }

    @Override
    public void start() {}

    @Override
    public LinkHandler accepted(Link link) {
        return this;
    }

    @Override
    public void received(Link link, Message message) {
        answer.accept(link, message);
    }

    @Override
    public void malformed(Link link, String reason) {}

    @Override
    public void closed(String reason) {}
}
