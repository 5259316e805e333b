package gossip.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * The metrics of the nodes of a process in the text format of Prometheus, made from their answers to STATUS. The
 * figures of several nodes are added. No metric has a label for each peer, so their number is fixed.
 */
public final class NodeMetrics {

    private final List<Map<String, String>> nodes;
    private final StringBuilder out = new StringBuilder();

    private NodeMetrics(List<Map<String, String>> nodes) {
        this.nodes = nodes;
    }

    /** @param nodes the pairs of the answers to STATUS, all of peers or all of seeds */
    public static String of(List<Map<String, String>> nodes) {
        NodeMetrics metrics = new NodeMetrics(nodes);
        boolean isSeed = nodes.stream().anyMatch(node -> "seed".equals(node.get("role")));
        if (isSeed) {
            metrics.seed();
        } else {
            metrics.peer();
        }
        metrics.add("gossip_bad_input_total", "counter", "Connections that sent invalid input.", "badInput");
        metrics.certificate();
        metrics.storage();
        metrics.header("gossip_build_info", "gauge", "Version of the program.");
        String version = nodes.isEmpty() ? "unknown" : nodes.getFirst().getOrDefault("version", "unknown");
        metrics.out.append("gossip_build_info{version=\"").append(version.replaceAll("[\"\\\\\n]", "_"))
                .append("\"} 1\n");
        return metrics.out.toString();
    }

    private void seed() {
        add("gossip_members", "gauge", "Members that the seed lists.", "members");
        header("gossip_reports_total", "counter", "Death reports by outcome.");
        line("gossip_reports_total{outcome=\"refuted\"}", sum("refuted"));
        line("gossip_reports_total{outcome=\"other\"}", sum("reports") - sum("refuted"));
        header("gossip_probes_total", "counter", "Probes of a seed by outcome.");
        line("gossip_probes_total{outcome=\"replied\"}", sum("probesReplied"));
        line("gossip_probes_total{outcome=\"refused\"}", sum("probesRefused"));
        line("gossip_probes_total{outcome=\"silent\"}", sum("probesSilent"));
        line("gossip_probes_total{outcome=\"undecided\"}", sum("probesUndecided"));
    }

    private void peer() {
        add("gossip_messages_generated_total", "counter", "Messages that the peer published.", "published");
        add("gossip_messages_received_total", "counter", "Messages of other peers, without copies.", "received");
        add("gossip_messages_duplicates_total", "counter", "Further copies of messages.", "duplicates");
        add("gossip_messages_lost_total", "counter", "Messages that no neighbor stores any more (GAP).", "lost");
        add("gossip_messages_forwarded_total", "counter", "Copies sent to neighbors.", "forwarded");
        add("gossip_bytes_sent_total", "counter", "Bytes sent to neighbors.", "bytesOut");
        add("gossip_bytes_received_total", "counter", "Bytes received from neighbors.", "bytesIn");
        add("gossip_neighbors", "gauge", "Neighbors with a link.", "degree");
        add("gossip_ping_misses_total", "counter", "PINGs that no reply followed in time.", "pingMisses");
        add("gossip_neighbor_deaths_total", "counter", "Neighbors declared dead.", "deaths");
        add("gossip_send_queue_bytes", "gauge", "Bytes queued for neighbors.", "queue");
        add("gossip_retained_messages", "gauge", "Messages kept in memory.", "retained");
        header("gossip_registered_seeds", "gauge", "Seeds that hold the registration.");
        line("gossip_registered_seeds", sum(node -> number(node.getOrDefault("seeds", "0").replaceAll("/.*", ""))));
        refused();
        roundTrips();
    }

    /** The key {@code refused} has the counts by reason, such as {@code unknown:2,revoked:0}, if peers sign. */
    private void refused() {
        Map<String, Double> counts = new TreeMap<>();
        for (Map<String, String> node : nodes) {
            for (String pair : node.getOrDefault("refused", "").split(",")) {
                int colon = pair.indexOf(':');
                if (colon > 0) {
                    counts.merge(pair.substring(0, colon), number(pair.substring(colon + 1)), Double::sum);
                }
            }
        }
        if (!counts.isEmpty()) {
            header("gossip_messages_refused_total", "counter", "Messages and certificates refused, by reason.");
            counts.forEach((reason, count) ->
                    line("gossip_messages_refused_total{reason=\"" + reason + "\"}", count));
        }
    }

    /** The nodes of a process share one certificate. Without TLS there is no metric. */
    private void certificate() {
        if (!nodes.isEmpty() && nodes.getFirst().containsKey("certificateExpiry")) {
            header("gossip_certificate_expiry_seconds", "gauge", "Seconds until the certificate expires.");
            Map<String, String> node = nodes.getFirst();
            line("gossip_certificate_expiry_seconds", Math.floor((number(node.get("certificateExpiry"))
                    - number(node.getOrDefault("time", "0"))) / 1000));
        }
    }

    /** Without {@code --data} there is no metric. */
    private void storage() {
        if (nodes.stream().anyMatch(node -> !node.getOrDefault("durability", "none").equals("none"))) {
            header("gossip_storage_failed", "gauge", "Nodes that cannot store their data.");
            line("gossip_storage_failed", sum(node -> "failed".equals(node.get("durability")) ? 1 : 0));
        }
    }

    /** The key {@code rtt} has the counts by upper bound in milliseconds, such as {@code 1:5,25:0,inf:1}. */
    private void roundTrips() {
        header("gossip_ping_rtt_seconds", "histogram", "Round trip times of PING.");
        List<String> bounds = new ArrayList<>();
        if (!nodes.isEmpty()) {
            for (String pair : nodes.getFirst().getOrDefault("rtt", "inf:0").split(",")) {
                bounds.add(pair.split(":")[0]);
            }
        }
        double total = 0;
        for (int i = 0; i < bounds.size(); i++) {
            int index = i;
            total += sum(node -> number(node.getOrDefault("rtt", "inf:0").split(",")[index].split(":")[1]));
            String bound = bounds.get(i).equals("inf") ? "+Inf"
                    : String.valueOf(Double.parseDouble(bounds.get(i)) / 1000);
            line("gossip_ping_rtt_seconds_bucket{le=\"" + bound + "\"}", total);
        }
        line("gossip_ping_rtt_seconds_sum", sum("rttSum") / 1000);
        line("gossip_ping_rtt_seconds_count", total);
    }

    private void add(String name, String type, String help, String key) {
        header(name, type, help);
        line(name, sum(key));
    }

    private void header(String name, String type, String help) {
        out.append("# HELP ").append(name).append(' ').append(help).append('\n');
        out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private void line(String name, double value) {
        boolean isWhole = value == Math.rint(value) && Math.abs(value) < 1e15;
        out.append(name).append(' ')
                .append(isWhole ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.3f", value))
                .append('\n');
    }

    private double sum(String key) {
        return sum(node -> number(node.getOrDefault(key, "0")));
    }

    private double sum(ToDoubleFunction<Map<String, String>> value) {
        return nodes.stream().mapToDouble(value).sum();
    }

    private static double number(String text) {
        return text.matches("\\d{1,18}") ? Double.parseDouble(text) : 0;
    }
}
