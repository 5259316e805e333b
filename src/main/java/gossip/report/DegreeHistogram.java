package gossip.report;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The degrees of the peers just before the first kill, or before the shutdown if none was killed.
 *
 * @param byInstance the degree of each instance that ran then, by its index
 * @param histogram  the number of peers by degree
 */
record DegreeHistogram(Map<Integer, Integer> byInstance, SortedMap<Integer, Long> histogram) {

    static DegreeHistogram of(Run run, InstanceStatuses statuses) {
        Stream<Instant> kills = statuses.killed().stream().map(i -> run.instances().get(i).ended());
        Instant moment = Stream.concat(kills, statuses.shutdown().stream())
                .min(Comparator.naturalOrder()).orElse(Instant.MAX);
        Map<Integer, Integer> degrees = new HashMap<>();
        for (int i = 0; i < run.instances().size(); i++) {
            PeerInstance instance = run.instances().get(i);
            boolean endedBefore = statuses.byInstance().get(i) != InstanceStatuses.Status.RUNNING
                    && instance.ended().isBefore(moment);
            if (instance.started().isBefore(moment) && !endedBefore) degrees.put(i, 0);
        }
        run.degrees().stream().filter(change -> change.at().isBefore(moment))
                .forEach(change -> degrees.computeIfPresent(change.instance(), (i, before) -> change.degree()));
        SortedMap<Integer, Long> histogram = new TreeMap<>();
        degrees.values().forEach(degree -> histogram.merge(degree, 1L, Long::sum));
        return new DegreeHistogram(Map.copyOf(degrees), Collections.unmodifiableSortedMap(histogram));
    }
}
