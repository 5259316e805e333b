package gossip.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All measurements so far, and the failures of contenders that could not be measured. */
final class BenchResults {

    /** The position of a value in the table. */
    record Key(Row row, Contender contender) {}

    private final Map<Key, List<Double>> values = new LinkedHashMap<>();
    private final Map<Key, String> failures = new LinkedHashMap<>();

    void add(Workload workload, int nodes, Contender contender, Map<Metric, Double> measured) {
        measured.forEach((metric, value) -> values
                .computeIfAbsent(new Key(new Row(workload, nodes, metric), contender), unseen -> new ArrayList<>())
                .add(value));
    }

    /** Records why a contender has no values for this workload and size. */
    void fail(Workload workload, int nodes, Contender contender, String reason) {
        workload.metrics().forEach(metric ->
                failures.put(new Key(new Row(workload, nodes, metric), contender), reason));
    }

    List<Double> values(Row row, Contender contender) {
        return List.copyOf(values.getOrDefault(new Key(row, contender), List.of()));
    }

    Optional<Range> range(Row row, Contender contender) {
        return Optional.of(values(row, contender)).filter(list -> !list.isEmpty()).map(Range::of);
    }

    Optional<String> failure(Row row, Contender contender) {
        return Optional.ofNullable(failures.get(new Key(row, contender)));
    }

    /** Returns the text of a table cell: the range of the values, else the failure, else "-" if it was not measured. */
    String text(Row row, Contender contender) {
        return range(row, contender).map(Range::toString).or(() -> failure(row, contender)).orElse("-");
    }

    /** Returns how many times better the median of {@code own} is than that of {@code other}; below 1 it is worse. */
    Optional<Double> advantage(Row row, Contender own, Contender other) {
        return range(row, own)
                .flatMap(ownRange -> range(row, other)
                        .map(otherRange -> row.metric().advantage(ownRange.median(), otherRange.median())))
                .filter(Double::isFinite);
    }

    /** Returns all rows with a value or a failure, in the order of workload, size and metric. */
    Collection<Row> rows() {
        Set<Row> rows = new LinkedHashSet<>();
        for (Workload workload : Workload.values()) {
            sizes().forEach(nodes -> workload.metrics().forEach(metric -> {
                Row row = new Row(workload, nodes, metric);
                if (isKnown(row)) {
                    rows.add(row);
                }
            }));
        }
        return rows;
    }

    private List<Integer> sizes() {
        return places().stream().map(place -> place.row().nodes()).distinct().sorted().toList();
    }

    private boolean isKnown(Row row) {
        return places().stream().anyMatch(place -> place.row().equals(row));
    }

    private Set<Key> places() {
        Set<Key> places = new LinkedHashSet<>(values.keySet());
        places.addAll(failures.keySet());
        return places;
    }
}
