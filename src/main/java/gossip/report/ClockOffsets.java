package gossip.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far the clocks of hosts are ahead of the clock of one of them. A message that is received before it was
 * generated, by the two clocks, shows a difference. With messages in both directions the fastest one each way gives the
 * difference, as in NTP: half of the difference of the two delays.
 *
 * @param ahead    the difference by the name of the clock; clocks that agree are not listed
 * @param measured whether every difference was measured in both directions; otherwise it is a lower bound
 */
record ClockOffsets(Map<String, Duration> ahead, boolean measured) {

    /** The largest sum of the fastest delays in both directions, in milliseconds, from which a difference is halved. */
    private static final long MAX_ROUND_TRIP = 1_000;

    private record Generated(String clock, Instant at) {}

    Instant correct(String clock, Instant at) {
        return at.minus(ahead.getOrDefault(clock, Duration.ZERO));
    }

    /** Collects pairs of generations and receptions. */
    static final class Builder {
        private final Map<String, Generated> generated = new HashMap<>();
        /** Receptions whose generation was not read yet, by message and clock. */
        private final Map<String, Map<String, Instant>> early = new HashMap<>();
        /** The least delay in milliseconds, by the clocks of origin and receiver. */
        private final Map<String, Map<String, Long>> delays = new TreeMap<>();

        void generated(String id, String clock, Instant at) {
            generated.putIfAbsent(id, new Generated(clock, at));
            delays.computeIfAbsent(clock, key -> new TreeMap<>());
            Optional.ofNullable(early.remove(id)).ifPresent(waiting ->
                    waiting.forEach((receiver, time) -> received(id, receiver, time)));
        }

        void received(String id, String clock, Instant at) {
            Generated origin = generated.get(id);
            if (origin == null) {
                early.computeIfAbsent(id, key -> new HashMap<>(2))
                        .merge(clock, at, (one, other) -> one.isBefore(other) ? one : other);
            } else if (!origin.clock().equals(clock)) {
                delays.computeIfAbsent(origin.clock(), key -> new TreeMap<>())
                        .merge(clock, Duration.between(origin.at(), at).toMillis(), Math::min);
                delays.computeIfAbsent(clock, key -> new TreeMap<>());
            }
        }

        /** Follows the pairs from the first clock on. A clock without any pair counts as correct. */
        ClockOffsets build() {
            Map<String, Duration> ahead = new TreeMap<>();
            boolean measured = true;
            for (String start : delays.keySet()) {
                if (ahead.containsKey(start)) continue;
                ahead.put(start, Duration.ZERO);
                Deque<String> frontier = new ArrayDeque<>();
                for (String known = start; known != null; known = frontier.poll()) {
                    for (String other : delays.keySet()) {
                        Optional<Long> there = delay(known, other);
                        Optional<Long> back = delay(other, known);
                        if (ahead.containsKey(other) || there.isEmpty() && back.isEmpty()) continue;
                        measured &= there.isPresent() && back.isPresent();
                        ahead.put(other, ahead.get(known).plusMillis(difference(there, back)));
                        frontier.add(other);
                    }
                }
            }
            ahead.values().removeIf(Duration::isZero);
            return new ClockOffsets(ahead, measured || ahead.isEmpty());
        }

        private Optional<Long> delay(String from, String to) {
            return Optional.ofNullable(delays.get(from).get(to));
        }

        /** Uses half of the difference only if both delays are short: a peer that joins late receives old messages. */
        private static long difference(Optional<Long> there, Optional<Long> back) {
            long ahead = there.filter(delay -> delay < 0).orElseGet(() -> back.filter(delay -> delay < 0)
                    .map(delay -> -delay).orElse(0L));
            return ahead != 0 && there.isPresent() && back.isPresent() && there.get() + back.get() < MAX_ROUND_TRIP
                    ? (there.get() - back.get()) / 2 : ahead;
        }
    }
}
