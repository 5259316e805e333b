package gossip.maelstrom;

import gossip.node.PeerListener;
import gossip.peer.Peer;
import gossip.peer.PeerConfig;
import gossip.peer.broadcast.Dissemination;
import gossip.protocol.Address;
import gossip.protocol.Message.Gossip;
import gossip.tool.client.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A server of the broadcast workload of Maelstrom: answers {@code init}, {@code topology}, {@code broadcast} and
 * {@code read}, and runs one peer. Not thread-safe.
 *
 * <pre>
 * new --init / init_ok--> initialized --topology / topology_ok, start the peer--> running
 * </pre>
 *
 * <p>A message of the workload may be any JSON value. The peer publishes {@code {"v":VALUE}} as content.
 */
final class BroadcastServer {

    private static final String VALUE = "v";
    private static final String CONTENT_START = " [{";

    private final Clock clock;
    private final RandomGenerator random;
    private final Dissemination dissemination;
    private final Consumer<String> output;
    private final Consumer<String> log;
    private final List<Object> values = new ArrayList<>();
    private String id = "";
    private List<String> nodeIds = List.of();
    private Optional<NodeHost> host = Optional.empty();
    private Optional<Peer> peer = Optional.empty();

    /**
     * @param dissemination how messages spread over the links of the topology
     * @param output receives the messages to send, each a line of JSON without a line terminator
     * @param log receives lines for people
     */
    BroadcastServer(Clock clock, RandomGenerator random, Dissemination dissemination, Consumer<String> output,
            Consumer<String> log) {
        this.clock = clock;
        this.random = random;
        this.dissemination = dissemination;
        this.output = output;
        this.log = log;
    }

    /** Handles a message of Maelstrom. What cannot be read is logged and ignored, or answered with an error. */
    void received(String line) {
        try {
            Map<?, ?> message = JsonReader.object(line);
            if (message.get("src") instanceof String source && message.get("body") instanceof Map<?, ?> body
                    && body.get("type") instanceof String type) {
                received(source, type, body);
            } else {
                log.accept("ignored a message without src, body or type: " + line);
            }
        } catch (IllegalArgumentException e) {
            log.accept("ignored a message: " + e.getMessage());
        }
    }

    private void received(String source, String type, Map<?, ?> body) {
        if (type.equals(Frame.TYPE)) {
            Frame frame = Frame.of(body);
            host.ifPresent(running -> running.received(source, frame));
            return;
        }
        Map<String, Object> reply = switch (type) {
            case "init" -> init(body);
            case "topology" -> topology(body);
            case "broadcast" -> broadcast(body);
            case "read" -> {
                Map<String, Object> read = Bodies.ok("read");
                read.put("messages", values);
                yield read;
            }
            default -> Bodies.error(Bodies.NOT_SUPPORTED, "messages of type " + type + " are not supported");
        };
        reply.put("in_reply_to", body.get("msg_id"));
        send(source, reply);
    }

    private Map<String, Object> init(Map<?, ?> body) {
        List<String> ids = Bodies.strings(body.get("node_ids"));
        if (!(body.get("node_id") instanceof String own) || !ids.contains(own) || ids.size() >= Address.MAX_PORT) {
            return Bodies.error(Bodies.MALFORMED_REQUEST, "node_ids must contain node_id, and fewer than 65535 nodes");
        }
        id = own;
        nodeIds = ids;
        return Bodies.ok("init");
    }

    /** Starts the peer. A later topology is ignored, because the links are fixed. */
    private Map<String, Object> topology(Map<?, ?> body) {
        if (id.isEmpty()) {
            return Bodies.error(Bodies.TEMPORARILY_UNAVAILABLE, "topology before init");
        }
        if (!(body.get("topology") instanceof Map<?, ?> topology)) {
            return Bodies.error(Bodies.MALFORMED_REQUEST, "topology must be an object");
        }
        if (host.isEmpty()) {
            start(nodeIds.stream().filter(other -> !other.equals(id)
                    && (Bodies.strings(topology.get(id)).contains(other)
                            || Bodies.strings(topology.get(other)).contains(id))).toList());
        }
        return Bodies.ok("topology");
    }

    private void start(List<String> neighbors) {
        log.accept("node " + id + " has the neighbors " + neighbors);
        NodeHost started = new NodeHost(id, nodeIds, neighbors, clock, random,
                (remote, frame) -> send(remote, frame.body()));
        host = Optional.of(started);
        PeerConfig defaults = PeerConfig.defaults(id, List.of(started.address()));
        PeerConfig config = new PeerConfig(id, defaults.seeds(), 0, defaults.gossipInterval(),
                defaults.pingInterval(), defaults.pingMisses(), defaults.links(), defaults.maxDegree(),
                dissemination, defaults.zone());
        peer = Optional.of(started.start(environment -> new Peer(environment.address(), config, environment,
                new Receiver())));
    }

    private Map<String, Object> broadcast(Map<?, ?> body) {
        if (peer.isEmpty()) {
            return Bodies.error(Bodies.TEMPORARILY_UNAVAILABLE, "broadcast before topology");
        }
        if (!body.containsKey("message")) {
            return Bodies.error(Bodies.MALFORMED_REQUEST, "broadcast without message");
        }
        Object value = body.get("message");
        Map<String, Object> content = new LinkedHashMap<>();
        content.put(VALUE, value);
        try {
            peer.get().publish(Json.of(content));
        } catch (IllegalArgumentException e) {
            return Bodies.error(Bodies.MALFORMED_REQUEST, e.getMessage());
        }
        values.add(value);
        return Bodies.ok("broadcast");
    }

    /** Collects the values that other peers published. */
    private final class Receiver implements PeerListener {

        @Override
        public void received(Gossip gossip, Address from) {
            String text = gossip.text().toString();
            int start = text.indexOf(CONTENT_START);
            if (start < 0) {
                log.accept("ignored a gossip message without a value: " + text);
                return;
            }
            values.add(JsonReader.object(text.substring(start + CONTENT_START.length() - 1, text.length() - 1))
                    .get(VALUE));
        }

        @Override
        public void neighborConnected(Address neighbor, boolean dialed, int degree) {
            log.accept("connected to " + nodeIds.get(neighbor.port() - 1));
        }

        @Override
        public void neighborDisconnected(Address neighbor, String reason, int degree) {
            log.accept("disconnected from " + nodeIds.get(neighbor.port() - 1) + ": " + reason);
        }

        @Override
        public void badInput(String from, String reason) {
            log.accept("bad input from " + from + ": " + reason);
        }
    }

    private void send(String destination, Map<String, Object> body) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("src", id);
        message.put("dest", destination);
        message.put("body", body);
        output.accept(Json.of(message));
    }
}
