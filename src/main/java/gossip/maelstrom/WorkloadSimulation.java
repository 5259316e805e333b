package gossip.maelstrom;

import gossip.maelstrom.CheckResult.Operation;
import gossip.peer.broadcast.Dissemination;
import gossip.tool.client.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * The broadcast workload in virtual time: servers on a network that delays, loses and partitions their messages as that
 * of Maelstrom does, and clients with equal shares of broadcasts and reads. The same configuration gives the same
 * result.
 */
final class WorkloadSimulation {

    /** Time after the workload until the final reads, as in Maelstrom. */
    private static final Duration RECOVERY = Duration.ofSeconds(10);

    private final Config config;
    private final Consumer<String> log;
    private final SplittableRandom random;
    private final Clock clock = new Clock(Instant.EPOCH.plus(Duration.ofDays(20_000)));
    private final List<String> nodes;
    private final Map<String, BroadcastServer> servers = new LinkedHashMap<>();
    private final Map<Long, Pending> pending = new HashMap<>();
    private final List<Operation> history = new ArrayList<>();
    private long nextMessageId = 1;
    private long nextValue;
    private long serverMessages;

    /**
     * The configuration of a simulation.
     *
     * @param rate operations per second
     * @param latency mean latency between servers
     * @param jitter whether each latency is drawn uniformly from 0 to twice the mean, so that messages overtake others
     * @param loss probability that a message between servers is lost, 0 to 1
     * @param partition how long the first and the second half of the nodes are partitioned, from the middle of the
     *     workload; messages that would arrive meanwhile are lost
     */
    record Config(int nodes, Topology topology, int rate, Duration timeLimit, Duration latency, boolean jitter,
            double loss, Duration partition, Dissemination dissemination, long randomSeed) {}

    /** A request without a reply. */
    private record Pending(long start, boolean isRead, Object value) {}

    private WorkloadSimulation(Config config, Consumer<String> log) {
        this.config = config;
        this.log = log;
        this.random = new SplittableRandom(config.randomSeed());
        this.nodes = Topology.nodes(config.nodes());
    }

    static CheckResult run(Config config, Consumer<String> log) {
        return new WorkloadSimulation(config, log).run();
    }

    private CheckResult run() {
        nodes.forEach(node -> servers.put(node, new BroadcastServer(clock, random.split(), config.dissemination(),
                this::sent, line -> log.accept(clock.now() / 1_000_000 + " ms " + node + ": " + line))));
        nodes.forEach(node -> request(node, "init", Map.of("node_id", node, "node_ids", nodes)));
        nodes.forEach(node -> request(node, "topology", Map.of("topology", config.topology().of(nodes))));
        clock.advance(0);
        long end = config.timeLimit().toNanos();
        for (long i = 0; i * 1_000_000_000 / config.rate() < end; i++) {
            clock.advance(i * 1_000_000_000 / config.rate());
            operate();
        }
        clock.advance(end + Math.max(0, healed() - end) + RECOVERY.toNanos());
        nodes.forEach(this::read);
        clock.advance(clock.now());
        return CheckResult.of(history, serverMessages);
    }

    private void operate() {
        String node = nodes.get(random.nextInt(nodes.size()));
        if (random.nextBoolean()) {
            read(node);
        } else {
            long value = nextValue++;
            pending.put(nextMessageId, new Pending(clock.now(), false, value));
            request(node, "broadcast", Map.of("message", value));
        }
    }

    private void read(String node) {
        pending.put(nextMessageId, new Pending(clock.now(), true, List.of()));
        request(node, "read", Map.of());
    }

    private void request(String node, String type, Map<String, Object> fields) {
        Map<String, Object> body = new LinkedHashMap<>(fields);
        body.put("type", type);
        body.put("msg_id", nextMessageId++);
        String line = Json.of(Map.of("src", "c1", "dest", node, "body", body));
        clock.schedule(Duration.ZERO, () -> servers.get(node).received(line));
    }

    /** Carries a line that a server sent. As in Maelstrom, messages of clients have no latency. */
    private void sent(String line) {
        Map<?, ?> message = JsonReader.object(line);
        String source = (String) message.get("src");
        String destination = (String) message.get("dest");
        if (!servers.containsKey(destination)) {
            replied((Map<?, ?>) message.get("body"));
            return;
        }
        serverMessages++;
        if (random.nextDouble() >= config.loss()) {
            long mean = config.latency().toNanos();
            clock.schedule(Duration.ofNanos(config.jitter() ? random.nextLong(2 * mean + 1) : mean), () -> {
                if (!isPartitioned(source, destination)) {
                    servers.get(destination).received(line);
                }
            });
        }
    }

    private void replied(Map<?, ?> body) {
        Pending request = pending.remove((Long) body.get("in_reply_to"));
        if (request == null) {
            log.accept("reply " + body);
        } else if (request.isRead() && body.get("messages") instanceof List<?> values) {
            history.add(new Operation(request.start(), clock.now(), true, values));
        } else if ("broadcast_ok".equals(body.get("type"))) {
            history.add(new Operation(request.start(), clock.now(), false, List.of(request.value())));
        } else {
            throw new IllegalStateException("a request was not answered with success: " + body);
        }
    }

    private boolean isPartitioned(String first, String second) {
        int half = nodes.size() / 2;
        return nodes.indexOf(first) < half != nodes.indexOf(second) < half
                && clock.now() >= config.timeLimit().toNanos() / 2 && clock.now() < healed();
    }

    private long healed() {
        return config.timeLimit().toNanos() / 2 + config.partition().toNanos();
    }
}
