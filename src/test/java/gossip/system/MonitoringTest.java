package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import gossip.http.NodeMetrics;
import gossip.protocol.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The alerts and the dashboard of Grafana use metrics that exist, and the alerts fire when they should. */
class MonitoringTest {

    private static final Path ALERTS = Path.of("src/deploy/alerts.yml");
    private static final Path CASES = Path.of("src/test/resources/alerts-test.yml");
    private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");

    /** Metrics that only some nodes have: with TLS, with {@code --data}, with {@code --signed}. */
    private static final List<Map<String, String>> SPECIAL_NODES = List.of(
            Map.of("role", "seed", "certificateExpiry", "1"), Map.of("role", "seed", "durability", "always"),
            Map.of("role", "peer", "refused", "unknown:1"));

    @ParameterizedTest
    @ValueSource(strings = {"src/deploy/alerts.yml", "src/deploy/grafana.json"})
    void each_metric_that_a_file_uses_is_served(String file) throws IOException {
        String metrics = Set.of("seed", "peer").stream().map(role -> NodeMetrics.of(List.of(Map.of("role", role))))
                .collect(Collectors.joining())
                + SPECIAL_NODES.stream().map(node -> NodeMetrics.of(List.of(node))).collect(Collectors.joining());
        TreeSet<String> used = names("\\bgossip_\\w+", Files.readString(Path.of(file)));
        assertTrue(used.size() > 10, () -> "found only " + used);
        assertEquals(List.of(), used.stream().filter(metric -> !metrics.contains("\n# TYPE "
                + metric.replaceFirst("_(bucket|count|sum)$", "") + " ")).toList());
    }

    @Test
    void misses_and_deaths_of_running_peers_are_counted() throws Exception {
        try (LiveNetwork network = new LiveNetwork(Duration.ofMillis(200))) {
            network.startSeed();
            List<Address> peers = network.startPeers(3, 0);
            Address crashed = peers.removeFirst();
            Set<Address> neighbors = Set.copyOf(network.neighbors(crashed));
            network.crash(crashed);
            for (Address peer : neighbors) {
                network.events.await(peer + " to declare it dead", () -> network.events.has(peer, "NEIGHBOR_DEAD"));
                String metrics = metrics(peer);
                assertTrue(Pattern.compile("(?m)^gossip_ping_misses_total ([3-9]|\\d\\d)").matcher(metrics).find(),
                        metrics);
                assertTrue(metrics.contains("\ngossip_neighbor_deaths_total 1\n"), metrics);
            }
        }
    }

    private static String metrics(Address peer) throws IOException {
        try (RawClient client = new RawClient(peer)) {
            Map<String, String> pairs = new TreeMap<>();
            for (String pair : String.valueOf(client.send("STATUS\n").lineWith("STATE ")).split(" ")) {
                String[] keyAndValue = pair.split("=", 2);
                pairs.put(keyAndValue[0], keyAndValue.length == 2 ? keyAndValue[1] : "");
            }
            return NodeMetrics.of(List.of(pairs));
        }
    }

    @Test
    void each_alert_has_a_case_in_which_it_fires_and_one_in_which_it_does_not() throws IOException {
        String cases = Files.readString(CASES);
        TreeSet<String> alerts = names(ALERT.pattern(), Files.readString(ALERTS));
        assertTrue(alerts.size() > 10, () -> "found only " + alerts);
        assertEquals(alerts, names("- name: (\\w+) fires", cases));
        assertEquals(alerts, names("- name: (\\w+) does not fire", cases));
    }

    @Test
    void the_alerts_fire_in_their_cases_and_only_there() throws Exception {
        run("promtool", "test", "rules", CASES.toString());
    }

    @Test
    void promtool_accepts_the_alerts_and_the_scrape_configuration() throws Exception {
        run("promtool", "check", "config", "src/deploy/prometheus.yml");
    }

    @Test
    void promtool_accepts_the_metrics_of_seeds_and_peers() throws Exception {
        List<String> metrics = new ArrayList<>(SPECIAL_NODES.stream().map(List::of).map(NodeMetrics::of).toList());
        try (LiveNetwork network = new LiveNetwork(Duration.ofSeconds(13))) {
            metrics.add(metrics(network.startSeed()));
            network.startPeers(2, 1);
            metrics.add(metrics(network.startPeer(0, 0)));
        }
        for (String text : metrics) {
            Path file = Files.writeString(Files.createTempFile("metrics", ".txt"), text);
            try {
                run(ProcessBuilder.Redirect.from(file.toFile()), "promtool", "check", "metrics");
            } finally {
                Files.delete(file);
            }
        }
    }

    @Test
    void promtool_accepts_the_expressions_of_the_dashboard() throws Exception {
        String expressions = run("python3", "-c", """
                import json
                for panel in json.load(open('src/deploy/grafana.json'))['panels']:
                    for target in panel.get('targets', []):
                        print(target['expr'].replace('$__rate_interval', '1m'))
                """);
        StringBuilder rules = new StringBuilder("groups:\n- name: dashboard\n  rules:\n");
        expressions.lines().forEach(expression -> rules.append("  - record: gossip_rule_").append(rules.length())
                .append("\n    expr: ").append(expression).append('\n'));
        assertTrue(expressions.lines().count() > 15, expressions);
        Path file = Files.createTempFile("dashboard", ".yml");
        try {
            run("promtool", "check", "rules", Files.writeString(file, rules).toString());
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void the_panels_of_the_dashboard_do_not_overlap() throws Exception {
        String overlaps = run("python3", "-c", """
                import json
                panels = json.load(open('src/deploy/grafana.json'))['panels']
                cells = [(x, y) for p in (panel['gridPos'] for panel in panels)
                         for x in range(p['x'], p['x'] + p['w']) for y in range(p['y'], p['y'] + p['h'])]
                print(len(cells) - len(set(cells)), len(panels) - len({panel['id'] for panel in panels}),
                      sum(x >= 24 for x, y in cells))
                """);
        assertEquals("0 0 0", overlaps.strip());
    }

    /** Returns the first groups, or the matches, of a pattern. */
    private static TreeSet<String> names(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results()
                .map((MatchResult match) -> match.group(match.groupCount()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String run(String... command) throws IOException, InterruptedException {
        return run(ProcessBuilder.Redirect.PIPE, command);
    }

    private static String run(ProcessBuilder.Redirect input, String... command)
            throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectInput(input).redirectErrorStream(true).start();
        } catch (IOException e) {
            return abort(command[0] + " is not installed: " + e.getMessage());
        }
        String output = new String(process.getInputStream().readAllBytes());
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), "the program does not end");
        assertEquals(0, process.exitValue(), output);
        return output;
    }
}
