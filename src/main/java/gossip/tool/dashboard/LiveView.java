package gossip.tool.dashboard;

import gossip.http.EventStream;
import gossip.protocol.Address;
import gossip.protocol.Message.Neighbors;
import gossip.protocol.Message.Status;
import gossip.protocol.Message.Watch;
import gossip.tool.client.Answer;
import gossip.tool.client.Connector;
import gossip.tool.client.Deadline;
import gossip.tool.client.Directory;
import gossip.tool.client.Directory.Listed;
import gossip.tool.client.Fanout;
import gossip.tool.client.Json;
import gossip.tool.client.NodeClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The live events of a network for the page: what the nodes report by WATCH, and the answers to regular queries in the
 * form of events. Thread-safe.
 */
final class LiveView {

    /** Queries of all nodes are at least this far apart, and further in a large network. */
    private static final Duration MIN_PAUSE = Duration.ofSeconds(2);
    private static final Duration PAUSE_PER_NODE = Duration.ofMillis(10);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration PER_NODE = Duration.ofSeconds(2);
    /** The findings are computed once in so many rounds of queries. */
    private static final int ROUNDS_PER_CHECK = 5;
    /** Events, and names of departed members, that a page gets when it opens. */
    private static final int MAX_RECENT = 2000;

    private final Connector connector;
    private final List<Address> seeds;
    private final Supplier<List<String>> findings;
    private final EventStream stream = new EventStream(this::snapshot);
    /** The latest answers by node and kind, as events. */
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    /** The names of members that have departed, as events, the oldest first. Guarded by itself. */
    private final Map<String, String> formerNames = new LinkedHashMap<>();
    /** The members of the last query. Used by the thread of {@link #run} only. */
    private List<Listed> members = List.of();
    private final Set<Address> watched = ConcurrentHashMap.newKeySet();
    private final Set<Address> known = ConcurrentHashMap.newKeySet();
    /** Guarded by itself. */
    private final Deque<String> recent = new ArrayDeque<>();

    LiveView(Connector connector, List<Address> seeds, Supplier<List<String>> findings) {
        this.connector = connector;
        this.seeds = seeds;
        this.findings = findings;
    }

    EventStream stream() {
        return stream;
    }

    /** Queries the network until the thread is interrupted. */
    void run() throws InterruptedException {
        for (int round = 0; ; round++) {
            int nodes = query();
            if (round % ROUNDS_PER_CHECK == 0) {
                answer("findings", event(System.currentTimeMillis(), "TOOL", "check", "FINDINGS",
                        Map.of("findings", findings.get())));
            }
            Duration pause = PAUSE_PER_NODE.multipliedBy(nodes);
            Thread.sleep(pause.compareTo(MIN_PAUSE) > 0 ? pause : MIN_PAUSE);
        }
    }

    private List<String> snapshot() {
        List<String> events = new ArrayList<>();
        synchronized (formerNames) {
            events.addAll(formerNames.values());
        }
        events.addAll(answers.values());
        synchronized (recent) {
            events.addAll(recent);
        }
        return events;
    }

    /** Asks all nodes for their state and links. Returns how many there are. */
    private int query() {
        Deadline deadline = Deadline.after(TIMEOUT);
        Directory directory = Directory.of(connector, seeds, deadline, PER_NODE);
        long now = System.currentTimeMillis();
        directory.members().forEach(member -> answer("member " + member.address(), event(
                now, "PEER", member.address().toString(), "MEMBER", Map.of("name", member.name()))));
        known.addAll(directory.addresses());
        if (directory.isReachable()) {
            known.retainAll(Set.copyOf(directory.addresses()));
            members.stream().filter(member -> !known.contains(member.address())).forEach(this::keepName);
            members = directory.members();
        }
        List<Address> nodes = new ArrayList<>(seeds);
        nodes.addAll(known);
        Set<String> shown = nodes.stream().map(Address::toString).collect(Collectors.toSet());
        answers.keySet().removeIf(key -> key.contains(" ") && !shown.contains(key.substring(key.indexOf(' ') + 1)));
        nodes.forEach(this::watchOnce);
        for (Answer<NodeAnswer> answer : Fanout.ask(connector, nodes, deadline, PER_NODE, client -> ask(client))) {
            show(answer, now);
        }
        return nodes.size();
    }

    private void keepName(Listed member) {
        String address = member.address().toString();
        synchronized (formerNames) {
            formerNames.remove(address);
            formerNames.put(address, event(0, "PEER", address, "NAME", Map.of("name", member.name())));
            if (formerNames.size() > MAX_RECENT) {
                formerNames.remove(formerNames.keySet().iterator().next());
            }
        }
    }

    private record NodeAnswer(Map<String, String> state, String neighbors) {}

    private static NodeAnswer ask(NodeClient client) throws IOException {
        Map<String, String> state = client.state(new Status());
        String neighbors = "seed".equals(state.get("role")) ? "" : client.rows(new Neighbors()).stream()
                .map(row -> row.get("peer")).collect(Collectors.joining(" "));
        return new NodeAnswer(state, neighbors);
    }

    private void show(Answer<NodeAnswer> answer, long now) {
        String node = answer.node().toString();
        String role = seeds.contains(answer.node()) ? "SEED" : "PEER";
        answer.value().ifPresentOrElse(found -> {
            answer("status " + node, event(now, role, node, "STATUS", found.state()));
            if (role.equals("PEER")) {
                answer("links " + node, event(now, role, node, "LINKS", Map.of("peers", found.neighbors())));
            }
        }, () -> answer("status " + node, event(now, role, node, "UNREACHABLE", Map.of("reason", answer.error()))));
    }

    private void answer(String key, String event) {
        answers.put(key, event);
        stream.send(event);
    }

    /** Watches a node, unless it is watched already. */
    private void watchOnce(Address node) {
        if (watched.add(node)) {
            Thread.startVirtualThread(() -> {
                try {
                    watch(node);
                } catch (IOException e) {
                    // The next round of queries shows a node that cannot be reached, and watches it again.
                    answers.remove("links " + node);
                } finally {
                    watched.remove(node);
                }
            });
        }
    }

    private void watch(Address node) throws IOException {
        String role = seeds.contains(node) ? "SEED" : "PEER";
        try (NodeClient client = connector.watch(node, Watch.EVERYTHING, PER_NODE)) {
            while (true) {
                show(node, role, client.event());
            }
        }
    }

    private void show(Address node, String role, Map<String, String> pairs) throws IOException {
        if (!pairs.getOrDefault("time", "").matches("\\d{1,15}") || !pairs.containsKey("event")) {
            throw new IOException("invalid event");
        }
        Map<String, String> values = new LinkedHashMap<>(pairs);
        long time = Long.parseLong(values.remove("time"));
        String name = values.remove("event");
        if (values.containsKey("text")) {
            values.put("message", values.remove("text"));
        }
        if (!Recording.LEFT_OUT.contains(name)) {
            String event = event(time, role, node.toString(), name, values);
            synchronized (recent) {
                recent.add(event);
                if (recent.size() > MAX_RECENT) {
                    recent.removeFirst();
                }
            }
            stream.send(event);
        }
    }

    private static String event(long time, String role, String address, String event, Map<String, ?> values) {
        return Json.of(Recording.event(time, role, address, event, values));
    }
}
