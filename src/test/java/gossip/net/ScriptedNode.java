package gossip.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.node.Environment;
import gossip.node.Link;
import gossip.node.LinkHandler;
import gossip.node.Node;
import gossip.protocol.Codec;
import gossip.protocol.Message;
import gossip.protocol.Message.Rejected;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A node that tells the test all that it hears, in order, and does what the test wants when it hears a verb. */
final class ScriptedNode implements Node, LinkHandler {

    private static final int DEADLINE_SECONDS = 5;

    private final Environment environment;
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final Map<String, Consumer<Link>> reactions = new ConcurrentHashMap<>();

    ScriptedNode(Environment environment) {
        this.environment = environment;
    }

    Environment surroundings() {
        return environment;
    }

    /** @param event a verb that is received, or {@code opened} */
    void when(String event, Consumer<Link> reaction) {
        reactions.put(event, reaction);
    }

    void expect(String event) throws InterruptedException {
        assertEquals(event, next());
    }

    String next() throws InterruptedException {
        return heard.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    void tell(String event) {
        heard.add(event);
    }

    private void react(String event, Link link) {
        heard.add(event);
        reactions.getOrDefault(event, any -> { }).accept(link);
    }

    @Override
    public void start() {
        heard.add("start");
    }

    @Override
    public LinkHandler accepted(Link link) {
        heard.add("accepted");
        return this;
    }

    @Override
    public void opened(Link link) {
        react("opened", link);
    }

    @Override
    public void received(Link link, Message message) {
        react(Codec.verb(message), link);
    }

    @Override
    public void malformed(Link link, String reason) {
        heard.add("malformed: " + reason);
        link.send(new Rejected(reason));
        link.close();
    }

    @Override
    public void drained(Link link) {
        heard.add("drained");
    }

    @Override
    public void closed(String reason) {
        heard.add("closed: " + reason);
    }
}
