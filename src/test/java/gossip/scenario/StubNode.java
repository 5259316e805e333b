package gossip.scenario;

import gossip.node.Link;
import gossip.node.LinkHandler;
import gossip.node.Node;
import gossip.protocol.Message;
import java.util.function.BiConsumer;

/** A node that does nothing but answer, in its way, what comes in on the links that it accepts. */
record StubNode(BiConsumer<Link, Message> way) implements Node, LinkHandler {

    /** Takes every link and never says a word. */
    static StubNode nothing() {
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
        way.accept(link, message);
    }

    @Override
    public void malformed(Link link, String reason) {}

    @Override
    public void closed(String reason) {}
}
