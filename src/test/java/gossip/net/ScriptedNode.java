package gossip.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.node.DialFailure;
import gossip.node.Environment;
import gossip.node.Link;
import gossip.node.LinkHandler;
import gossip.node.Node;
import gossip.protocol.Codec;
import gossip.protocol.Message;
import gossip.protocol.Message.Rejected;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A node that records every call into it, in order, and runs the reactions that the test has set. Thread-safe. */
final class ScriptedNode implements Node, LinkHandler {

    private static final int DEADLINE_SECONDS = 5;

    private final Environment environment;
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final Map<String, Consumer<Link>> reactions = new ConcurrentHashMap<>();
    private volatile Runnable onAccepted = () -> { };
    private volatile Runnable onClosed = () -> { };

    ScriptedNode(Environment environment) {
        this.environment = environment;
    }

    Environment environment() {
        return environment;
    }

    /**
     * Sets the reaction to an event.
     *
     * @param event the verb of a received message, or {@code opened}
     */
    void when(String event, Consumer<Link> reaction) {
        reactions.put(event, reaction);
    }

    /** Runs the reaction when a connection is accepted, which is too early for a link. */
    void whenAccepted(Runnable reaction) {
        onAccepted = reaction;
    }

    /** Runs the reaction when a connection has ended. */
    void whenClosed(Runnable reaction) {
        onClosed = reaction;
    }

    /** Returns an event that is already recorded. */
    Optional<String> poll() {
        return Optional.ofNullable(events.poll());
    }

    void expect(String event) throws InterruptedException {
        assertEquals(event, next());
    }

    String next() throws InterruptedException {
        return events.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    void record(String event) {
        events.add(event);
    }

    private void react(String event, Link link) {
        events.add(event);
        reactions.getOrDefault(event, ignored -> { }).accept(link);
    }

    @Override
    public void start() {
        events.add("start");
    }

    @Override
    public LinkHandler accepted(Link link) {
        events.add("accepted");
        onAccepted.run();
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
        events.add("malformed: " + reason);
        link.send(new Rejected(reason));
        link.close();
    }

    @Override
    public void drained(Link link) {
        events.add("drained");
    }

    @Override
    public void closed(String reason) {
        events.add("closed: " + reason);
        onClosed.run();
    }

    @Override
    public void dialFailed(DialFailure cause, String reason) {
        events.add("dial failed: " + cause + ", " + reason);
    }
}
