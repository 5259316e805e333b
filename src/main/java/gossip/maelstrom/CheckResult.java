package gossip.maelstrom;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The figures of a history of operations, by the definitions of the checker {@code set-full} in Jepsen's
 * {@code checker.clj}, which Maelstrom uses for the broadcast workload. A value is known from the earlier of its
 * acknowledgment and the end of the first read that returns it. Its last absence is the start of the last read that
 * started after it was known and lacks it. Duplicated and unexpected values are checks of this project.
 *
 * @param operations broadcasts and reads
 * @param acknowledged values whose broadcast was acknowledged
 * @param lost values whose last absence follows each read that returns them
 * @param neverRead acknowledged values that no read returned, and after which no read started
 * @param stale values that a read lacked after they were known, and that were not lost
 * @param duplicated values that one read returned more than once
 * @param unexpected values that were read and never broadcast
 * @param latencies for each value that was read and not lost, the time from known to the last absence, in ms, sorted
 * @param serverMessages messages between servers
 */
record CheckResult(int operations, int acknowledged, Set<Object> lost, Set<Object> neverRead, Set<Object> stale,
        Set<Object> duplicated, Set<Object> unexpected, double[] latencies, long serverMessages) {

    /** A broadcast that was acknowledged, or the values of a read; times in nanoseconds. */
    record Operation(long start, long end, boolean isRead, List<?> values) {}

    /** What is known about one value. */
    private static final class Element {
        private boolean broadcast;
        private boolean read;
        private long known = Long.MAX_VALUE;
        private long lastPresent = Long.MIN_VALUE;
        private long lastAbsent = Long.MIN_VALUE;
    }

    static CheckResult of(List<Operation> history, long serverMessages) {
        Map<Object, Element> elements = new LinkedHashMap<>();
        Set<Object> duplicated = new HashSet<>();
        for (Operation operation : history) {
            Set<Object> seen = new HashSet<>();
            for (Object value : operation.values()) {
                Element element = elements.computeIfAbsent(value, any -> new Element());
                element.known = Math.min(element.known, operation.end());
                if (operation.isRead()) {
                    element.read = true;
                    element.lastPresent = Math.max(element.lastPresent, operation.start());
                } else {
                    element.broadcast = true;
                }
                if (!seen.add(value) && operation.isRead()) {
                    duplicated.add(value);
                }
            }
        }
        history.stream().filter(Operation::isRead).forEach(read -> addAbsences(read, elements));
        return of(history, elements, duplicated, serverMessages);
    }

    private static void addAbsences(Operation read, Map<Object, Element> elements) {
        Set<Object> present = new HashSet<>(read.values());
        elements.forEach((value, element) -> {
            if (!present.contains(value) && read.start() > element.known) {
                element.lastAbsent = Math.max(element.lastAbsent, read.start());
            }
        });
    }

    private static CheckResult of(List<Operation> history, Map<Object, Element> elements, Set<Object> duplicated,
            long serverMessages) {
        Set<Object> lost = new HashSet<>();
        Set<Object> neverRead = new HashSet<>();
        Set<Object> stale = new HashSet<>();
        Set<Object> unexpected = new HashSet<>();
        List<Double> latencies = new ArrayList<>();
        elements.forEach((value, element) -> {
            if (!element.broadcast) {
                unexpected.add(value);
            }
            if (element.lastAbsent != Long.MIN_VALUE && element.lastAbsent >= element.lastPresent) {
                lost.add(value);
            } else if (!element.read) {
                neverRead.add(value);
            } else {
                double latency = element.lastAbsent == Long.MIN_VALUE ? 0
                        : Math.max(0, element.lastAbsent - element.known) / 1e6;
                latencies.add(latency);
                if (latency > 0) {
                    stale.add(value);
                }
            }
        });
        int acknowledged = (int) elements.values().stream().filter(element -> element.broadcast).count();
        double[] sorted = latencies.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new CheckResult(history.size(), acknowledged, lost, neverRead, stale, duplicated, unexpected, sorted,
                serverMessages);
    }

    /** Returns whether no value is lost, duplicated, unread or unexpected. Stale values are valid, as in Maelstrom. */
    boolean isValid() {
        return lost.isEmpty() && neverRead.isEmpty() && duplicated.isEmpty() && unexpected.isEmpty()
                && acknowledged > 0;
    }

    /** Returns the quantile of the latencies in ms, by the rank that Jepsen takes; 0 without values. */
    double latency(double share) {
        return latencies.length == 0 ? 0
                : latencies[Math.min(latencies.length - 1, (int) (share * latencies.length))];
    }

    double messagesPerOperation() {
        return operations == 0 ? 0 : (double) serverMessages / operations;
    }

    /** Returns the figures by the names that the results of Maelstrom have, where it has them. */
    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("valid", isValid());
        figures.put("operations", operations);
        figures.put("acknowledged-count", acknowledged);
        figures.put("lost-count", lost.size());
        figures.put("never-read-count", neverRead.size());
        figures.put("stale-count", stale.size());
        figures.put("duplicated-count", duplicated.size());
        figures.put("unexpected-count", unexpected.size());
        Map<String, Object> latency = new LinkedHashMap<>();
        for (double share : new double[] {0, 0.5, 0.95, 0.99, 1}) {
            latency.put(String.valueOf(share), latency(share));
        }
        figures.put("stable-latencies-ms", latency);
        figures.put("servers-msg-count", serverMessages);
        figures.put("servers-msgs-per-op", messagesPerOperation());
        return figures;
    }
}
