package gossip.tool;

import gossip.protocol.Address;
import gossip.tool.client.Answer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The overlay as the peers see it. A link counts if one of its ends reports it. It is one-way if the other end answers
 * and does not report it.
 *
 * @param nodes members and their neighbors, sorted
 * @param links pairs of addresses, the lower one first, sorted
 * @param oneWay links from the end that reports them to the end that does not
 * @param silent members that do not answer
 * @param traffic messages in and out on the links of each peer that answers
 */
record OverlayView(List<Address> nodes, List<OverlayView.Ends> links, List<OverlayView.Ends> oneWay,
        List<Address> silent, Map<Address, Long> traffic) {

    private static final Comparator<Ends> BY_ENDS =
            Comparator.comparing(Ends::from).thenComparing(Ends::to);

    /** Two ends of a link. */
    record Ends(Address from, Address to) {

        private Ends sorted() {
            return from.compareTo(to) <= 0 ? this : new Ends(to, from);
        }

        List<String> document() {
            return List.of(from.toString(), to.toString());
        }
    }

    /** @param answers the rows of NEIGHBORS of each member */
    static OverlayView of(List<Answer<List<Map<String, String>>>> answers) {
        Map<Address, Set<Address>> reported = new TreeMap<>();
        Map<Address, Long> traffic = new HashMap<>();
        Set<Address> nodes = new TreeSet<>();
        List<Address> silent = new ArrayList<>();
        for (Answer<List<Map<String, String>>> answer : answers) {
            nodes.add(answer.node());
            answer.value().ifPresentOrElse(rows -> {
                Set<Address> neighbors = new TreeSet<>();
                rows.forEach(row -> address(row).ifPresent(neighbors::add));
                reported.put(answer.node(), neighbors);
                nodes.addAll(neighbors);
                traffic.put(answer.node(), rows.stream()
                        .mapToLong(row -> number(row, "messagesIn") + number(row, "messagesOut")).sum());
            }, () -> silent.add(answer.node()));
        }
        Set<Ends> links = new TreeSet<>(BY_ENDS);
        Set<Ends> oneWay = new TreeSet<>(BY_ENDS);
        reported.forEach((from, neighbors) -> neighbors.forEach(to -> {
            links.add(new Ends(from, to).sorted());
            if (reported.containsKey(to) && !reported.get(to).contains(from)) {
                oneWay.add(new Ends(from, to));
            }
        }));
        return new OverlayView(List.copyOf(nodes), List.copyOf(links), List.copyOf(oneWay), silent, traffic);
    }

    private static Optional<Address> address(Map<String, String> row) {
        try {
            return Optional.ofNullable(row.get("peer")).map(Address::parse);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static long number(Map<String, String> row, String key) {
        String value = row.getOrDefault(key, "");
        return value.matches("\\d{1,18}") ? Long.parseLong(value) : 0;
    }

    OverlayGraph graph() {
        Map<Address, Integer> numbers = new HashMap<>();
        nodes.forEach(node -> numbers.put(node, numbers.size()));
        return new OverlayGraph(nodes.size(), links.stream().map(link ->
                new OverlayGraph.Edge(numbers.get(link.from()), numbers.get(link.to()))).toList());
    }

    /** Returns the share of the traffic at the tenth of the peers with the highest degrees, at least one peer. */
    double hubShare(OverlayGraph graph) {
        List<Integer> byDegree = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            byDegree.add(i);
        }
        byDegree.sort(Comparator.comparingInt(node -> -graph.degree(node)));
        long sum = traffic.values().stream().mapToLong(Long::longValue).sum();
        long hubs = byDegree.stream().limit(Math.max(1, nodes.size() / 10))
                .mapToLong(node -> traffic.getOrDefault(nodes.get(node), 0L)).sum();
        return sum == 0 ? 0 : (double) hubs / sum;
    }
}
