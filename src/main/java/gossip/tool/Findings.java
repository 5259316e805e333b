package gossip.tool;

import gossip.protocol.Address;
import gossip.protocol.Message.Member;
import gossip.text.Counts;
import gossip.tool.client.Answer;
import gossip.tool.client.Directory;
import gossip.tool.client.HostNames;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The diagnosis of a network from the answers of its nodes. */
final class Findings {

    /** A clock that differs by more than this many seconds makes times of different hosts hard to compare. */
    private static final int MAX_CLOCK_SECONDS = 2;
    /** A certificate that is valid for fewer days is a finding. */
    private static final int MIN_CERTIFICATE_DAYS = 14;
    private static final int MAX_NAMED = 5;

    /**
     * A problem.
     *
     * @param check name of the check that found it
     * @param nodes the nodes that have it
     */
    record Finding(String check, List<Address> nodes, String problem, String remedy) {}

    private final Directory directory;
    private final List<Answer<NodeCheck>> nodes;
    private final List<Finding> findings = new ArrayList<>();

    private Findings(Directory directory, List<Answer<NodeCheck>> nodes) {
        this.directory = directory;
        this.nodes = nodes;
    }

    static List<Finding> of(Directory directory, List<Answer<NodeCheck>> nodes) {
        Findings check = new Findings(directory, nodes);
        check.seeds();
        check.members();
        check.addresses();
        check.clocks();
        check.versions();
        check.certificates();
        check.storage();
        return check.findings;
    }

    private void add(String check, List<Address> affected, String problem, String remedy) {
        if (!affected.isEmpty()) {
            String names = affected.stream().limit(MAX_NAMED)
                    .map(node -> Columns.label(node, directory.name(node))).collect(Collectors.joining(", "))
                    + (affected.size() > MAX_NAMED ? " and " + (affected.size() - MAX_NAMED) + " more" : "");
            String predicate = affected.size() == 1 ? problem : plural(problem);
            findings.add(new Finding(check, affected, names + " " + predicate, remedy));
        }
    }

    private static String plural(String predicate) {
        return predicate.replaceFirst("^does ", "do ").replaceFirst("^is ", "are ").replaceFirst("^has ", "have ")
                .replaceFirst("^runs ", "run ");
    }

    private void seeds() {
        for (Answer<List<Member>> seed : directory.seeds()) {
            if (!seed.isPresent()) {
                add("seed unreachable", List.of(seed.node()), "does not answer: " + seed.error(),
                        "start it with scripts/seed.sh --listen " + seed.node() + ", or correct config.txt");
            }
        }
        for (Directory.Listed member : directory.members()) {
            String disagreement = directory.disagreement(member);
            if (!disagreement.isEmpty()) {
                add("seeds disagree", List.of(member.address()),
                        (disagreement.startsWith("listed ") ? "is " : "has ") + disagreement,
                        "wait for two heartbeats; if it stays, check that all nodes list the same seeds");
            }
        }
        if (directory.members().isEmpty()) {
            findings.add(new Finding("no members", List.of(), "no peer is registered",
                    "start one with scripts/peer.sh; all nodes must list the same seeds and name the same network"));
        }
    }

    private void members() {
        List<Address> members = directory.addresses();
        Map<String, List<Address>> silent = new TreeMap<>();
        nodes.stream().filter(node -> members.contains(node.node()) && !node.isPresent())
                .forEach(node -> silent.computeIfAbsent(node.error(), key -> new ArrayList<>()).add(node.node()));
        silent.forEach((error, affected) -> add("member unreachable", affected, "does not answer: " + error,
                (error.equals("connection refused") ? "the process has ended, or advertises another address; "
                        : "the process hangs, or its host cannot be reached; ")
                        + "see gossip.sh explain; behind NAT or in a container the peer needs --advertise"));
        List<Answer<NodeCheck>> peers = nodes.stream()
                .filter(node -> members.contains(node.node()) && node.isPresent()).toList();
        add("duplicate address", peers.stream().filter(node -> !node.get().isPeer()
                        || !node.get().state().text("address").equals(node.node().toString()))
                        .map(Answer::node).toList(),
                "is answered by another node", "give each node its own --listen or --advertise address");
        if (members.size() > 1) {
            add("isolated", peers.stream().filter(node -> node.get().state().number("degree").orElse(1L) == 0)
                            .map(Answer::node).toList(),
                    "has no neighbor", "check that the other peers can be dialed from its host");
        }
    }

    private void addresses() {
        List<Address> all = nodes.stream().map(Answer::node).toList();
        Map<Address, InetAddress> hosts = HostNames.find(all);
        List<Address> loopback = all.stream()
                .filter(node -> hosts.containsKey(node) && hosts.get(node).isLoopbackAddress()).toList();
        if (loopback.size() < all.size()) {
            add("loopback advertised", loopback, "can be dialed only from its own host, and other nodes are elsewhere",
                    "start it with --listen or --advertise and an address that the others can dial");
        }
        add("wildcard advertised", all.stream()
                        .filter(node -> hosts.containsKey(node) && hosts.get(node).isAnyLocalAddress()).toList(),
                "is no address that can be dialed", "start it with --advertise HOST");
    }

    private void clocks() {
        for (Answer<NodeCheck> node : nodes) {
            double seconds = node.value().map(NodeCheck::clockOffset).orElse(0.0) / 1000;
            if (Math.abs(seconds) > MAX_CLOCK_SECONDS) {
                add("clock", List.of(node.node()), String.format(Locale.ROOT, "has a clock that is %.1f s %s this host",
                        Math.abs(seconds), seconds > 0 ? "ahead of" : "behind"), "synchronize the clocks, with NTP");
            }
        }
    }

    private void versions() {
        Map<String, List<Address>> byVersion = new LinkedHashMap<>();
        nodes.stream().filter(Answer::isPresent).forEach(node -> byVersion.computeIfAbsent(
                node.get().state().text("version"), key -> new ArrayList<>()).add(node.node()));
        if (byVersion.size() > 1) {
            byVersion.forEach((version, affected) ->
                    add("versions differ", affected, "runs version " + version, "update all nodes to one version"));
        }
    }

    private void certificates() {
        for (Answer<NodeCheck> node : nodes) {
            node.value().flatMap(NodeCheck::certificateDays).filter(days -> days < MIN_CERTIFICATE_DAYS)
                    .ifPresent(days -> add("certificate", List.of(node.node()), days < 0
                            ? "has a certificate that has expired"
                            : "has a certificate that expires in " + Counts.of(days, "day"),
                            "renew it with gossip.sh keys issue; the node needs no restart"));
        }
    }

    private void storage() {
        add("storage", nodes.stream().filter(node -> node.value().filter(NodeCheck::cannotStore).isPresent())
                        .map(Answer::node).toList(),
                "cannot store its data",
                "see JOURNAL_FAILED in its log; check the disk of --data. It needs no restart");
    }
}
