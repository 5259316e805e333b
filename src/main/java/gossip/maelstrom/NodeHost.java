package gossip.maelstrom;

import gossip.maelstrom.Frame.Kind;
import gossip.node.Environment;
import gossip.node.LinkHandler;
import gossip.node.Node;
import gossip.node.ProtocolRules;
import gossip.node.Timer;
import gossip.protocol.Address;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A host that runs one node on the network of Maelstrom. Links are fixed and never declared dead, because nodes of the
 * broadcast workload do not crash. Not thread-safe.
 */
final class NodeHost implements Environment, ProtocolRules {

    /** The host of all addresses. The port is the position of the node in {@code node_ids}, from 1. */
    private static final String HOST = "maelstrom";
    /** Links of one node; a frame that would open a further one is ignored. Guessed. */
    private static final int MAX_LINKS = 10_000;

    private final String id;
    private final List<String> nodeIds;
    private final List<Address> neighbors;
    private final Clock clock;
    private final RandomGenerator random;
    private final BiConsumer<String, Frame> network;
    private final Map<String, ReliableLink> links = new HashMap<>();
    private Optional<Node> node = Optional.empty();
    private long dialed;

    /**
     * @param neighbors the nodes that share a link with this one; the node that stands later in {@code nodeIds} dials
     * @param network sends a frame to a node
     */
    NodeHost(String id, List<String> nodeIds, List<String> neighbors, Clock clock, RandomGenerator random,
            BiConsumer<String, Frame> network) {
        this.id = id;
        this.nodeIds = nodeIds;
        this.neighbors = neighbors.stream().filter(other -> nodeIds.indexOf(other) < nodeIds.indexOf(id))
                .map(this::addressOf).toList();
        this.clock = clock;
        this.random = random;
        this.network = network;
    }

    /** Creates and starts the node. */
    <N extends Node> N start(Function<NodeHost, N> factory) {
        N started = factory.apply(this);
        node = Optional.of(started);
        started.start();
        return started;
    }

    Address address() {
        return addressOf(id);
    }

    private Address addressOf(String other) {
        return new Address(HOST, nodeIds.indexOf(other) + 1);
    }

    /** Handles a frame of another node. */
    void received(String from, Frame frame) {
        String key = from + " " + frame.link();
        if (frame.kind() == Kind.OPEN && frame.sequence() == 0 && !links.containsKey(key)
                && links.size() < MAX_LINKS) {
            node.ifPresent(accepting -> {
                ReliableLink link = open(from, frame.link());
                link.setHandler(accepting.accepted(link));
            });
        }
        ReliableLink link = links.get(key);
        if (link != null) {
            link.received(frame);
        } else if (frame.kind() == Kind.CLOSE) {
            // The acknowledgment of the first copy was lost.
            network.accept(from, new Frame(frame.link(), Frame.NO_SEQUENCE, Kind.ACK, "", frame.sequence() + 1));
        }
    }

    private ReliableLink open(String remote, String link) {
        String key = remote + " " + link;
        ReliableLink opened = new ReliableLink(link, remote, clock, frame -> network.accept(remote, frame),
                () -> links.remove(key));
        links.put(key, opened);
        return opened;
    }

    // ---- the environment of the node

    @Override
    public void dial(Address address, LinkHandler handler) {
        ReliableLink link = open(nodeIds.get(address.port() - 1), id + "/" + dialed++);
        link.setHandler(handler);
        link.dial();
    }

    @Override
    public long nanoTime() {
        return clock.now();
    }

    @Override
    public Instant currentTime() {
        return clock.currentTime();
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        return clock.schedule(delay, task);
    }

    @Override
    public ProtocolRules rules() {
        return this;
    }

    @Override
    public Optional<List<Address>> fixedLinks() {
        return Optional.of(neighbors);
    }

    @Override
    public int missesUntilDead(Address neighbor, int configured) {
        return Integer.MAX_VALUE;
    }
}
