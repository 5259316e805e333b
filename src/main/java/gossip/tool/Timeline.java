package gossip.tool;

import gossip.text.Counts;
import gossip.tool.IncarnationEvidence.LinkFailure;
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
import java.util.function.UnaryOperator;

/**
 * What all nodes recorded about the failures of one peer, in the order of time, and the verdict.
 *
 * @param about address or name of the peer, for the verdict
 * @param steps sorted by time
 */
record Timeline(String about, List<Timeline.Step> steps) {

    /** Reasons of closed links that are no evidence: the link was not lost, or closed because the peer was dead. */
    private static final Set<String> NO_LOSS =
            Set.of("dead", "surplus", "half-open", "restarted", "full", "duplicate", "stale incarnation", "leaving");

    /**
     * One record of a node.
     *
     * @param node address of the node that recorded it
     * @param values further keys
     */
    record Step(Instant time, String node, String event, Map<String, String> values) {

        String value(String key) {
            return values.getOrDefault(key, "");
        }

        /** Returns the incarnation that the record names, or 0. */
        long incarnation() {
            return value("incarnation").matches("\\d{1,18}") ? Long.parseLong(value("incarnation")) : 0;
        }

        boolean isStart() {
            return event.equals("PEER_STARTED");
        }

        boolean isVerdict() {
            return event.equals("NEIGHBOR_DEAD");
        }

        boolean isLoss() {
            return event.equals("NEIGHBOR_DISCONNECTED") && !NO_LOSS.contains(value("reason"));
        }

        boolean isDeparture() {
            return event.equals("NEIGHBOR_DISCONNECTED") && value("reason").equals("left");
        }
    }

    static Timeline of(String about, Collection<Step> steps) {
        return new Timeline(about, steps.stream()
                .sorted(Comparator.comparing(Step::time).thenComparing(Step::node)).toList());
    }

    /** Returns this timeline without its first step if that is the start of the process, which explains nothing. */
    Timeline withoutFirstStart() {
        boolean isFirst = !steps.isEmpty() && steps.getFirst().isStart();
        return isFirst ? new Timeline(about, steps.subList(1, steps.size())) : this;
    }

    /** Returns one sentence: what happened last, why, and what followed. */
    String verdict() {
        return sentence() + ".";
    }

    /** Explains the last end of an incarnation, or its restart without one, and what was recorded since. */
    private String sentence() {
        List<IncarnationEvidence> parts = IncarnationEvidence.divide(steps);
        int last = parts.size() - 1;
        int ended = last;
        while (ended >= 0 && !parts.get(ended).hasEnd()
                && (ended == last || !parts.get(ended + 1).isStart() || parts.get(ended).undecided().isEmpty())) {
            ended--;
        }
        if (ended < 0 || ended == last) {
            return of(parts.get(last)).outcome();
        }
        IncarnationEvidence part = parts.get(ended);
        String since = parts.get(last).undecided().isEmpty() ? "" : "; since then it" + of(parts.get(last)).failure();
        IncarnationEvidence next = parts.get(ended + 1);
        return (part.hasEnd() ? of(part).outcome() + (next.isStart() ? "; it was started again since"
                : "; it has joined again since") : restart(part, next)) + since;
    }

    private Timeline of(IncarnationEvidence part) {
        return new Timeline(about, part.steps());
    }

    private String restart(IncarnationEvidence part, IncarnationEvidence next) {
        Step begin = part.undecided().stream().map(LinkFailure::begin)
                .max(Comparator.comparing(Step::time)).orElseThrow();
        return about + " was started again " + seconds(begin, next.steps().getFirst()) + " s after "
                + (begin.isLoss() ? "the connection was lost (" + begin.value("reason") + ")" : "a missed PING")
                + "; no neighbor had declared it dead";
    }

    private static long seconds(Step from, Step to) {
        return Math.round(Duration.between(from.time(), to.time()).toMillis() / 1000.0);
    }

    private String outcome() {
        Optional<Step> removed = last("PEER_REMOVED");
        Optional<Step> dead = last("NEIGHBOR_DEAD");
        boolean left = steps.stream().anyMatch(Step::isDeparture);
        String sentence;
        if (removed.filter(step -> step.value("reason").equals("left")).isPresent()
                || left && dead.isEmpty() && removed.isEmpty()) {
            sentence = about + " left the network";
        } else if (dead.isPresent()) {
            sentence = declaredDead(removed);
        } else if (removed.filter(step -> step.value("reason").equals("expired")).isPresent()) {
            sentence = about + " was removed because it did not renew its lease";
        } else if (removed.isPresent() && probe(Instant.MIN).equals("replaced")) {
            sentence = about + " was started again: the seed found a new process at its address";
        } else if (removed.isPresent()) {
            sentence = about + " was removed as dead: it did not answer the seed, or a new incarnation replaced it";
        } else if (last("NEIGHBOR_DISCONNECTED").or(() -> last("PING_MISSED")).isEmpty()) {
            sentence = "no node recorded a failure of " + about;
        } else {
            sentence = about + failure();
        }
        String stopped = last("PEER_STOPPED").map(step -> "; its own log says that it stopped: " + step.value("reason"))
                .orElse("");
        return sentence + stopped + rejoined(removed.or(() -> dead));
    }

    private String failure() {
        OptionalInt misses = misses(steps);
        return (misses.isPresent() ? " missed " + Counts.of(misses.getAsInt(), "PING") : " lost links")
                + " and was not declared dead";
    }

    private String declaredDead(Optional<Step> removed) {
        IncarnationEvidence evidence = new IncarnationEvidence(steps);
        List<LinkFailure> verdicts = evidence.verdicts();
        List<LinkFailure> failures = new ArrayList<>(verdicts);
        failures.addAll(evidence.undecidedAtDeath());
        Step first = verdicts.getFirst().last();
        OptionalInt misses = misses(failures.stream().flatMap(failure -> failure.steps().stream()).toList());
        String sentence = about + " was declared dead by " + Counts.of(nodes(verdicts), nodes(failures), "neighbor")
                + (misses.isPresent() ? " after " + Counts.of(misses.getAsInt(), "missed PING") : "");
        sentence += verdicts.stream().flatMap(verdict -> verdict.loss().stream())
                .filter(loss -> loss.time().isBefore(first.time())).findFirst()
                .map(loss -> "; the connection was lost (" + loss.value("reason") + ") " + seconds(loss, first)
                        + " s before")
                .orElse("; no connection was lost before, so it was silent: hung, overloaded or cut off");
        Optional<Step> removal = removed.filter(step -> !step.time().isBefore(first.time()));
        if (removal.isPresent()) {
            return sentence + "; " + (removal.get().value("reason").equals("expired")
                    ? "it did not renew its lease" : probed(first)) + ", so it was removed";
        }
        return last("DEATH_REFUTED").filter(step -> !step.time().isBefore(first.time())).isPresent()
                ? sentence + "; but it answered the seed, so it was suspected wrongly" : sentence;
    }

    private static int nodes(List<LinkFailure> failures) {
        return (int) failures.stream().map(failure -> failure.last().node()).distinct().count();
    }

    /** Returns what the seed found: whether the process had ended, hung or was cut off. */
    private String probed(Step verdict) {
        return switch (probe(verdict.time())) {
            case "refused" -> "the seed's probe was refused because its process had ended";
            case "silent" -> "the seed's probe was accepted and not answered because its process hung or was stopped";
            case "unreachable" -> "the seed's probe found no connection because its host or network was down";
            case "replaced" -> "the seed's probe was answered by a new incarnation at its address";
            default -> "the seed's probe got no answer";
        };
    }

    /** Returns the result of the first probe since this time. Later ones may be about a return of the peer. */
    private String probe(Instant earliest) {
        return steps.stream().filter(step -> step.event().equals("PEER_PROBED") && !step.time().isBefore(earliest))
                .map(step -> step.value("result")).findFirst().orElse("");
    }

    private String rejoined(Optional<Step> end) {
        Optional<Step> back = end.flatMap(last -> steps.stream().filter(step -> step.time().isAfter(last.time())
                && (step.event().equals("PEER_REGISTERED") || step.event().equals("REBORN"))).findFirst());
        return back.map(step -> "; it has joined again since").orElse("");
    }

    private static OptionalInt misses(List<Step> steps) {
        return steps.stream().filter(step -> step.event().equals("PING_MISSED"))
                .filter(step -> step.value("misses").matches("\\d{1,9}"))
                .mapToInt(step -> Integer.parseInt(step.value("misses"))).max();
    }

    private Optional<Step> last(String event) {
        return steps.stream().filter(step -> step.event().equals(event)).reduce((first, second) -> second);
    }

    /**
     * Returns the step as text without its time and node.
     *
     * @param label adds the name to an address
     */
    static String describe(Step step, UnaryOperator<String> label) {
        List<String> details = new ArrayList<>();
        step.values().forEach((key, value) -> details.add(key + "=" + label.apply(value)));
        return step.event() + " " + String.join(" ", details);
    }
}
