package gossip.report;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The overlay as it was before a failure or the run's end took links away.
 *
 * @param ofLives   degree of each life that was running then, by the life's index
 * @param histogram number of peers by degree
 */
record DegreeHistogram(Map<Integer, Integer> byInstance, SortedMap<Integer, Long> histogram) {

    static DegreeHistogram of(Run run, InstanceStatuses statuses) {
        Instant cut = Stream.concat(statuses.killed().stream().map(i -> run.instances().get(i).ended()), statuses.shutdown().stream())
                .min(Comparator.naturalOrder()).orElse(Instant.MAX);
        Map<Integer, Integer> degrees = new HashMap<>();
        IntStream.range(0, run.instances().size()).filter(i -> runningAt(cut, run.instances().get(i), statuses.byInstance().get(i)))
                .forEach(i -> degrees.put(i, 0));
        run.degrees().stream().filter(it -> it.at().isBefore(cut))
                .forEach(it -> degrees.computeIfPresent(it.instance(), (life, before) -> it.degree()));
        SortedMap<Integer, Long> histogram = new TreeMap<>();
        degrees.values().forEach(degree -> histogram.merge(degree, 1L, Long::sum));
        return new DegreeHistogram(Map.copyOf(degrees), Collections.unmodifiableSortedMap(histogram));
    }

    private static boolean runningAt(Instant cut, PeerInstance instance, InstanceStatuses.Status ending) {
        return instance.started().isBefore(cut) && (ending == InstanceStatuses.Status.RUNNING || !instance.ended().isBefore(cut));
    }
}
