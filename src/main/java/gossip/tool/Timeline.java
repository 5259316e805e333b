package gossip.tool;

import gossip.text.Counts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What all nodes recorded about the failures of one peer, in the order of time, and the verdict.
 *
 * @param about address or name of the peer, for the verdict
 * @param steps sorted by time
 */
record Timeline(String about, List<Timeline.Step> steps) {

    /** Reasons for which nodes end links although nothing is lost, or because of the verdict itself. */
    private static final Set<String> NO_LOSS =
            Set.of("dead", "surplus", "half-open", "restarted", "full", "duplicate", "stale incarnation");
    private static final String NUMBER = "\\d{1,18}";
    private static final String STARTED = "PEER_STARTED";
    /** The longest time in milliseconds from the first incarnation of a process to its event of the start. Guessed. */
    private static final long START_MILLIS = 5_000;

    /**
     * One record of a node.
     *
     * @param node address of the node that recorded it
     * @param values further keys
     */
    record Step(Instant time, String node, String event, Map<String, String> values) {

        private String value(String key) {
            return values.getOrDefault(key, "");
        }
    }

    static Timeline of(String about, Collection<Step> steps) {
        return new Timeline(about, steps.stream()
                .sorted(Comparator.comparing(Step::time).thenComparing(Step::node)).toList());
    }

    /** Returns this timeline without the start of the process if that is the first step. It then explains nothing. */
    Timeline withoutFirstStart() {
        boolean isFirst = !steps.isEmpty() && steps.getFirst().event().equals(STARTED);
        return isFirst ? new Timeline(about, steps.subList(1, steps.size())) : this;
    }

    /** Returns one sentence: what happened last, why, and what followed. */
    String verdict() {
        return sentence() + ".";
    }

    /** A start after a failure divides the timeline, because the failure ended an earlier process. */
    private String sentence() {
        int start = steps.size() - 1;
        while (start > 0 && !steps.get(start).event().equals(STARTED)) {
            start--;
        }
        Timeline earlier = new Timeline(about, steps.subList(0, Math.max(0, start)));
        Timeline later = new Timeline(about, steps.subList(earlier.steps().size(), steps.size()));
        Optional<Step> first = earlier.steps().stream()
                .filter(step -> isLoss(step) || step.event().equals("PING_MISSED")).findFirst();
        if (later.hasEnd() && !earlier.steps().isEmpty()) {
            return later.outcome();
        }
        if (earlier.hasEnd()) {
            return earlier.sentence() + "; it was started again since";
        }
        return first.map(step -> about + " was started again "
                + Duration.between(step.time(), later.steps().getFirst().time()).toSeconds() + " s after "
                + (isLoss(step) ? "the connection was lost (" + step.value("reason") + ")" : "a missed PING")
                + "; no neighbor had declared it dead").orElseGet(this::outcome);
    }

    /** Returns whether the process ended. Records about the process before it, which come later, do not count. */
    private boolean hasEnd() {
        Optional<Step> start = steps.stream().findFirst().filter(step -> step.event().equals(STARTED));
        return steps.stream().anyMatch(step -> switch (step.event()) {
            case "NEIGHBOR_DEAD" -> start.isEmpty() || !isBefore(step.value("incarnation"), start.get());
            case "PEER_REMOVED" -> start.isEmpty() || !step.value("reason").equals("dead");
            case "NEIGHBOR_DISCONNECTED" -> step.value("reason").equals("left");
            default -> step.event().equals("PEER_STOPPED");
        });
    }

    /** Returns whether the incarnation is one of a process before the one that started here. */
    private static boolean isBefore(String incarnation, Step start) {
        String first = start.value("incarnation");
        return incarnation.matches(NUMBER) && Long.parseLong(incarnation)
                < (first.isEmpty() ? start.time().toEpochMilli() - START_MILLIS : Long.parseLong(first));
    }

    private String outcome() {
        Optional<Step> removed = last("PEER_REMOVED");
        Optional<Step> dead = last("NEIGHBOR_DEAD");
        Optional<Step> left = steps.stream().filter(step -> step.event().equals("NEIGHBOR_DISCONNECTED")
                && step.value("reason").equals("left")).reduce((first, second) -> second);
        Optional<Step> refuted = last("DEATH_REFUTED");
        String sentence;
        if (removed.filter(step -> step.value("reason").equals("left")).isPresent()
                || left.isPresent() && dead.isEmpty() && removed.isEmpty()) {
            sentence = about + " left the network";
        } else if (dead.isPresent()) {
            sentence = declaredDead(refuted, removed);
        } else if (removed.filter(step -> step.value("reason").equals("expired")).isPresent()) {
            sentence = about + " was removed because it did not renew its lease";
        } else if (removed.isPresent() && probe().equals("replaced")) {
            sentence = about + " was started again: the seed found a new process at its address";
        } else if (removed.isPresent()) {
            sentence = about + " was removed as dead: it did not answer the seed, or a new incarnation replaced it";
        } else if (nodesWith("NEIGHBOR_DISCONNECTED", "PING_MISSED").isEmpty()) {
            sentence = "no node recorded a failure of " + about;
        } else {
            String failure = misses().isPresent() ? " missed " + Counts.of(misses().getAsInt(), "PING") : " lost links";
            sentence = about + failure + " and was not declared dead";
        }
        String stopped = last("PEER_STOPPED").map(step -> "; its own log says that it stopped: " + step.value("reason"))
                .orElse("");
        return sentence + stopped + rejoined(removed.or(() -> dead));
    }

    private String declaredDead(Optional<Step> refuted, Optional<Step> removed) {
        Set<String> declarers = nodesWith("NEIGHBOR_DEAD");
        Set<String> neighbors = nodesWith("PING_MISSED", "NEIGHBOR_DEAD");
        steps.stream().filter(Timeline::isLoss).forEach(step -> neighbors.add(step.node()));
        Step first = steps.stream().filter(step -> step.event().equals("NEIGHBOR_DEAD")).findFirst().orElseThrow();
        String sentence = about + " was declared dead by " + Counts.of(declarers.size(), neighbors.size(), "neighbor")
                + (misses().isPresent() ? " after " + Counts.of(misses().getAsInt(), "missed PING") : "");
        Optional<Step> broken = steps.stream()
                .filter(step -> isLoss(step) && step.time().isBefore(first.time())).findFirst();
        sentence += broken.map(step -> "; the connection was lost (" + step.value("reason") + ") "
                + Duration.between(step.time(), first.time()).toSeconds() + " s before")
                .orElse("; no connection was lost before, so it was silent: hung, overloaded or cut off");
        if (removed.filter(step -> !step.time().isBefore(first.time())).isPresent()) {
            return sentence + "; " + probed() + ", so it was removed";
        }
        return refuted.isPresent() ? sentence + "; but it answered the seed, so it was suspected wrongly" : sentence;
    }

    /** Returns what the seed found: whether the process had ended, hung or was cut off. */
    private String probed() {
        return switch (probe()) {
            case "refused" -> "the seed's probe was refused because its process had ended";
            case "silent" -> "the seed's probe was accepted and not answered because its process hung or was stopped";
            case "unreachable" -> "the seed's probe found no connection because its host or network was down";
            case "replaced" -> "the seed's probe was answered by a new incarnation at its address";
            default -> "the seed's probe got no answer";
        };
    }

    /** Returns the result of the first probe after the first verdict. Later ones may be about a return of the peer. */
    private String probe() {
        Instant verdict = steps.stream()
                .filter(step -> step.event().equals("NEIGHBOR_DEAD")).map(Step::time).findFirst()
                .orElse(Instant.MIN);
        return steps.stream().filter(step -> step.event().equals("PEER_PROBED") && !step.time().isBefore(verdict))
                .map(step -> step.value("result")).findFirst().orElse("");
    }

    private String rejoined(Optional<Step> end) {
        Optional<Step> back = end.flatMap(last -> steps.stream().filter(step -> step.time().isAfter(last.time())
                && (step.event().equals("PEER_REGISTERED") || step.event().equals("REBORN"))).findFirst());
        return back.map(step -> "; it has joined again since").orElse("");
    }

    private OptionalInt misses() {
        return steps.stream().filter(step -> step.event().equals("PING_MISSED"))
                .filter(step -> step.value("misses").matches("\\d{1,9}"))
                .mapToInt(step -> Integer.parseInt(step.value("misses"))).max();
    }

    private static boolean isLoss(Step step) {
        return step.event().equals("NEIGHBOR_DISCONNECTED") && !NO_LOSS.contains(step.value("reason"));
    }

    private Set<String> nodesWith(String... events) {
        return steps.stream().filter(step -> List.of(events).contains(step.event())).map(Step::node)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Optional<Step> last(String event) {
        return steps.stream().filter(step -> step.event().equals(event)).reduce((first, second) -> second);
    }

    /** Returns the steps as lines without their times. */
    static String describe(Step step) {
        List<String> details = new ArrayList<>();
        step.values().forEach((key, value) -> details.add(key + "=" + value));
        return step.event() + " " + String.join(" ", details);
    }
}
