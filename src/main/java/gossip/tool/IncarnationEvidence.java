package gossip.tool;

import gossip.tool.Timeline.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is recorded about one incarnation of a peer. A timeline is divided where a process started, and where the peer
 * joined again after it was declared dead, was removed or stopped.
 *
 * @param steps sorted by time; the first one is the start or the return, except in the first part of a timeline
 */
record IncarnationEvidence(List<Step> steps) {

    private static final Set<String> RETURNS = Set.of("REBORN", "PEER_REGISTERED");
    private static final Set<String> SIGNS_OF_LIFE = Set.of("NEIGHBOR_CONNECTED", "DEATH_REFUTED");
    /**
     * The longest time in milliseconds from the first incarnation of a process to its event of the start, from a link
     * to the registration after it, and between the records of several neighbors about one failure. Guessed.
     */
    private static final long START_MILLIS = 5_000;

    /** What one neighbor recorded from the first sign that the peer failed. The last step may be its verdict. */
    record LinkFailure(List<Step> steps) {

        Step last() {
            return steps.getLast();
        }

        private boolean isVerdict() {
            return last().isVerdict();
        }

        /** Returns the last loss of the connection. */
        Optional<Step> loss() {
            return steps.stream().filter(Step::isLoss).reduce((first, second) -> second);
        }

        /** Returns the first step of the failure. Misses that the peer answered later do not count. */
        Step begin() {
            Optional<Step> miss = steps.stream().filter(step -> step.value("misses").equals("1"))
                    .reduce((first, second) -> second);
            return Stream.concat(loss().stream(), miss.stream()).min(Comparator.comparing(Step::time))
                    .orElse(steps.getFirst());
        }
    }

    /** Divides a timeline. What was recorded late about an earlier incarnation is left out. */
    static List<IncarnationEvidence> divide(List<Step> timeline) {
        List<IncarnationEvidence> parts = new ArrayList<>();
        List<Step> current = new ArrayList<>();
        long newest = 0;
        for (Step step : timeline) {
            boolean isReturn = RETURNS.contains(step.event()) && step.incarnation() > newest
                    && new IncarnationEvidence(current).hasEnd();
            if (isReturn || step.isStart() && !current.isEmpty()) {
                parts.add(new IncarnationEvidence(current));
                current = new ArrayList<>();
            }
            newest = Math.max(newest, step.incarnation());
            boolean divided = !parts.isEmpty() || !current.isEmpty() && current.getFirst().isStart();
            if (divided && isStaleRemoval(step, current)) {
                continue;
            }
            if (divided && isStaleVerdict(step, current, parts.isEmpty() ? List.of() : parts.getLast().steps())) {
                current.removeIf(other -> other.node().equals(step.node()));
            } else {
                current.add(step);
            }
        }
        parts.add(new IncarnationEvidence(current));
        return parts;
    }

    /** Returns whether a seed removes the earlier incarnation because it found this one. */
    private static boolean isStaleRemoval(Step step, List<Step> current) {
        List<Step> bySeed = current.stream().filter(other -> other.node().equals(step.node())).toList();
        return step.event().equals("PEER_REMOVED")
                && bySeed.stream().anyMatch(other -> other.value("result").equals("replaced"))
                && bySeed.stream().noneMatch(other -> other.event().equals("PEER_REGISTERED"));
    }

    /**
     * Returns whether a neighbor declares an earlier process dead. A link that was opened since is one to this process,
     * although a peer may name its old incarnation until it has joined again.
     */
    private static boolean isStaleVerdict(Step step, List<Step> current, List<Step> before) {
        if (!step.isVerdict() || current.stream().anyMatch(other -> other.event().equals("REBORN"))) {
            return false;
        }
        Step first = current.getFirst();
        boolean isStart = first.isStart();
        Instant earliest = first.time().minusMillis(START_MILLIS);
        long incarnation = isStart && first.incarnation() == 0 ? earliest.toEpochMilli() : first.incarnation();
        Instant opened = isStart ? first.time() : earliest;
        return step.incarnation() < incarnation && Stream.concat(before.stream(), current.stream())
                .noneMatch(other -> other.node().equals(step.node()) && other.event().equals("NEIGHBOR_CONNECTED")
                        && !other.time().isBefore(opened));
    }

    boolean isStart() {
        return steps.getFirst().isStart();
    }

    /** Returns whether the incarnation ended, or was declared dead. */
    boolean hasEnd() {
        return steps.stream().anyMatch(step -> switch (step.event()) {
            case "NEIGHBOR_DEAD", "PEER_REMOVED", "PEER_STOPPED" -> true;
            default -> step.isDeparture();
        });
    }

    /** Returns the failures that have a verdict in the order of the verdicts, and then those without. */
    private List<LinkFailure> failures() {
        List<LinkFailure> failures = new ArrayList<>();
        Map<String, List<Step>> open = new LinkedHashMap<>();
        for (Step step : steps) {
            if (step.isVerdict() || step.isLoss() || step.event().equals("PING_MISSED")) {
                open.computeIfAbsent(step.node(), node -> new ArrayList<>()).add(step);
                if (step.isVerdict()) {
                    failures.add(new LinkFailure(open.remove(step.node())));
                }
            } else if (step.event().equals("NEIGHBOR_CONNECTED") || step.event().equals("NEIGHBOR_DISCONNECTED")) {
                open.remove(step.node());
            }
        }
        open.values().forEach(link -> failures.add(new LinkFailure(link)));
        return failures;
    }

    /** Returns the failures of links that were not opened again and on which the neighbor has no verdict. */
    List<LinkFailure> undecided() {
        return failures().stream().filter(failure -> !failure.isVerdict()).toList();
    }

    /**
     * Returns the failures with the verdicts of the last death, the earliest verdict first. Two verdicts belong to one
     * death unless the peer showed that it lived between them.
     */
    List<LinkFailure> verdicts() {
        List<LinkFailure> verdicts = failures().stream().filter(LinkFailure::isVerdict).toList();
        int first = verdicts.size() - 1;
        while (first > 0 && !livedBetween(verdicts.get(first - 1).last().time(), begin(verdicts, first))) {
            first--;
        }
        return verdicts.subList(Math.max(0, first), verdicts.size());
    }

    private static Instant begin(List<LinkFailure> failures, int first) {
        return failures.stream().skip(first).map(failure -> failure.begin().time()).min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Returns the failures that neighbors recorded at the last death and have not decided on. */
    List<LinkFailure> undecidedAtDeath() {
        Instant begin = begin(verdicts(), 0).minusMillis(START_MILLIS);
        return undecided().stream().filter(failure -> !failure.last().time().isBefore(begin)).toList();
    }

    private boolean livedBetween(Instant from, Instant to) {
        return steps.stream().anyMatch(step -> SIGNS_OF_LIFE.contains(step.event())
                && step.time().isAfter(from) && step.time().isBefore(to));
    }
}
