package gossip.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A first pass over the logs. It finds where the last run begins and how far the clocks of the hosts differ.
 *
 * <p>A run ends with the last line of its peers, and the next run begins with the next PEER_STARTED. A peer that hangs
 * for a while does not end its run. After {@code kill -9} of the whole run, the logs do not state that a peer ended.
 * Then the next run begins only if a seed has started after the last line of a peer, or if the logs continue for half a
 * minute after that line.
 */
final class LogScan {

    /** A peer from its PEER_STARTED to its last line, by the clock of its host. */
    private static final class Interval {
        private final String clock;
        private final String peer;
        private final Instant from;
        private Instant to;
        private boolean ended;

        private Interval(String clock, String peer, Instant from) {
            this.clock = clock;
            this.peer = peer;
            this.from = from;
            this.to = from;
        }
    }

    /**
     * The last run of the logs.
     *
     * @param earlierRuns the number of runs before it
     * @param after       all lines of its peers are later than this, by the corrected clocks
     * @param peers       the addresses of the peers of earlier runs
     */
    record LastRun(int earlierRuns, Instant after, Set<String> peers) {}

    /** More than two heartbeats. A peer that runs logs a PING at each of them. */
    private static final Duration MIN_SILENCE = Duration.ofSeconds(30);

    private final List<Instant> seedStarts = new ArrayList<>();
    private final List<Interval> intervals = new ArrayList<>();
    private final Map<String, Interval> current = new HashMap<>();
    private final ClockOffsets.Builder clocks = new ClockOffsets.Builder();

    /** Returns the name of the clock that a node uses: its host, in one log. */
    static String clock(String log, LogLine line) {
        return line.address().replaceFirst(":\\d+$", "") + " in " + log;
    }

    void accept(String log, LogLine line) {
        String clock = clock(log, line);
        Instant at = line.time().toInstant();
        pairs(clock, line, at);
        if (line.event().equals("SEED_STARTED")) {
            seedStarts.add(at);
        }
        if (line.event().equals("NEIGHBOR_DEAD") || line.event().equals("PEER_REMOVED")) {
            line.value("peer").map(current::get).ifPresent(interval -> interval.ended = true);
        }
        if (!line.role().equals("PEER")) {
            return;
        }
        if (line.event().equals("PEER_STARTED")) {
            Interval started = new Interval(clock, line.address(), at);
            intervals.add(started);
            current.put(line.address(), started);
        }
        Optional.ofNullable(current.get(line.address())).ifPresent(interval -> {
            interval.to = at.isAfter(interval.to) ? at : interval.to;
            interval.ended = line.event().equals("PEER_STOPPED");
        });
    }

    /** Notes the two ends of a message, a registration or a death report. Each of them is logged by two nodes. */
    private void pairs(String clock, LogLine line, Instant at) {
        String id = line.value("id").orElse("");
        String self = line.address();
        String peer = line.value("peer").orElse("");
        String seed = line.value("seed").orElse("");
        switch (line.role() + " " + line.event()) {
            case "PEER GOSSIP_GENERATED" -> clocks.generated(id, clock, at);
            case "PEER GOSSIP_RECEIVED" -> clocks.received(id, clock, at);
            case "SEED PEER_REGISTERED" -> clocks.generated("registered " + self + " " + peer, clock, at);
            case "PEER REGISTERED" -> clocks.received("registered " + seed + " " + self, clock, at);
            case "PEER DEATH_REPORTED" -> clocks.generated("dead " + seed + " " + self + " " + peer, clock, at);
            case "SEED DEATH_REPORTED" -> clocks.received(
                    "dead " + self + " " + line.value("by").orElse("") + " " + peer, clock, at);
            default -> { }
        }
    }

    ClockOffsets offsets() {
        return clocks.build();
    }

    LastRun lastRun(ClockOffsets offsets) {
        List<Interval> sorted = intervals.stream()
                .sorted(Comparator.comparing(interval -> offsets.correct(interval.clock, interval.from))).toList();
        Instant endOfLog = sorted.stream().map(interval -> offsets.correct(interval.clock, interval.to))
                .max(Comparator.naturalOrder()).orElse(Instant.MIN);
        int runs = 0;
        Instant end = Instant.MIN;
        Instant after = Instant.MIN;
        boolean allEnded = true;
        for (Interval interval : sorted) {
            Instant from = offsets.correct(interval.clock, interval.from);
            Instant to = offsets.correct(interval.clock, interval.to);
            if (runs == 0 || from.isAfter(end) && (allEnded || isOver(end, from, endOfLog))) {
                after = end;
                runs++;
                allEnded = true;
            }
            end = to.isAfter(end) ? to : end;
            allEnded &= interval.ended;
        }
        Instant boundary = after;
        return new LastRun(Math.max(0, runs - 1), boundary, intervals.stream()
                .filter(interval -> !offsets.correct(interval.clock, interval.from).isAfter(boundary))
                .map(interval -> interval.peer).collect(Collectors.toUnmodifiableSet()));
    }

    private boolean isOver(Instant end, Instant nextStart, Instant endOfLog) {
        return !Duration.between(end, endOfLog).minus(MIN_SILENCE).isNegative()
                || seedStarts.stream().anyMatch(start -> start.isAfter(end) && start.isBefore(nextStart));
    }
}
