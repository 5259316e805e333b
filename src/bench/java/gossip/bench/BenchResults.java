package gossip.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All that has been measured so far, and what could not be. */
final class BenchResults {

    /** One contender's place in one line of the table. */
    record Place(Row row, Contestant contestant) {}

    private final Map<Place, List<Double>> values = new LinkedHashMap<>();
    private final Map<Place, String> failures = new LinkedHashMap<>();

    void add(Workload workload, int nodes, Contestant contestant, Map<Metric, Double> measured) {
        measured.forEach((metric, value) -> values
                .computeIfAbsent(new Place(new Row(workload, nodes, metric), contestant), unseen -> new ArrayList<>())
                .add(value));
    }

    /** In words instead of figures, where there are no figures. */
    void fail(Workload workload, int nodes, Contestant contestant, String reason) {
        workload.metrics().forEach(metric ->
                failures.put(new Place(new Row(workload, nodes, metric), contestant), reason));
    }

    List<Double> values(Row row, Contestant contestant) {
        return List.copyOf(values.getOrDefault(new Place(row, contestant), List.of()));
    }

    Optional<Spread> spread(Row row, Contestant contestant) {
        return Optional.of(values(row, contestant)).filter(list -> !list.isEmpty()).map(Spread::of);
    }

    Optional<String> failure(Row row, Contestant contestant) {
        return Optional.ofNullable(failures.get(new Place(row, contestant)));
    }

    /** A cell's text: figures, else the failure, else that nobody has tried. */
    String text(Row row, Contestant contestant) {
        return spread(row, contestant).map(Spread::toString).or(() -> failure(row, contestant)).orElse("-");
    }

    /** How many times better ours is. */
    Optional<Double> advantage(Row row, Contestant ours, Contestant rival) {
        return spread(row, ours)
                .flatMap(own -> spread(row, rival)
                        .map(theirs -> row.metric().advantage(own.median(), theirs.median())))
                .filter(Double::isFinite);
    }

    /** In the order of workload, size and metric. */
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

    private Set<Place> places() {
        Set<Place> places = new LinkedHashSet<>(values.keySet());
        places.addAll(failures.keySet());
        return places;
    }
}
