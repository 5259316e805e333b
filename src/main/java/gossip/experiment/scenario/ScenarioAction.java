package gossip.experiment.scenario;

import gossip.cli.CountOrPercent;
import gossip.cli.Durations;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A change of the network at one moment of an experiment. */
public sealed interface ScenarioAction {

    /** Nodes crash. */
    record Kill(Target target) implements ScenarioAction {
        @Override
        public String toString() {
            return "kill " + target;
        }
    }

    /** Nodes stop for a time, as a process does after SIGSTOP. */
    record Pause(Target target, Duration duration) implements ScenarioAction {
        @Override
        public String toString() {
            return "pause " + target + " " + Durations.format(duration);
        }
    }

    /**
     * The network is cut into parts.
     *
     * @param shares the relative sizes of the parts, 2 or more
     */
    record Partition(List<Double> shares) implements ScenarioAction {
        @Override
        public String toString() {
            return "partition " + shares.stream().map(share -> share == Math.rint(share)
                    ? Long.toString(Math.round(share)) : share.toString()).collect(Collectors.joining("/"));
        }
    }

    /** Nothing that these nodes send arrives. They still receive. */
    record OneWay(Target target) implements ScenarioAction {
        @Override
        public String toString() {
            return "one-way " + target;
        }
    }

    /** The partition or the one-way cut ends. */
    record Heal() implements ScenarioAction {
        @Override
        public String toString() {
            return "heal";
        }
    }

    /** New peers start at the same time. */
    record Join(int peers) implements ScenarioAction {
        @Override
        public String toString() {
            return "join " + peers;
        }
    }

    /** Peers crash and are replaced, evenly spread over a time. */
    record Replace(CountOrPercent peers, Duration duration) implements ScenarioAction {
        @Override
        public String toString() {
            return "churn " + peers + " " + Durations.format(duration);
        }
    }

    /**
     * Parses {@code kill TARGET}, {@code pause TARGET TIME}, {@code partition 70/20/10}, {@code one-way TARGET},
     * {@code heal}, {@code join N} or {@code churn N|PERCENT% TIME}.
     */
    static ScenarioAction parse(String text) {
        String[] words = text.strip().split("\\s+");
        return switch (words.length == 0 ? "" : words[0] + " " + words.length) {
            case "kill 2" -> new Kill(Target.parse(words[1]));
            case "pause 3" -> new Pause(Target.parse(words[1]), Durations.parse(words[2]));
            case "partition 2" -> partition(words[1]);
            case "one-way 2" -> new OneWay(Target.parse(words[1]));
            case "heal 1" -> new Heal();
            case "join 2" -> new Join((int) CountOrPercent.parse(words[1]).amount());
            case "churn 3" -> new Replace(CountOrPercent.parse(words[1]), Durations.parse(words[2]));
            default -> throw new IllegalArgumentException("'" + text + "' is not kill TARGET, pause TARGET TIME,"
                    + " partition A/B/.., one-way TARGET, heal, join N or churn N|PERCENT% TIME");
        };
    }

    private static Partition partition(String text) {
        List<Double> shares = Arrays.stream(text.split("/"))
                .map(share -> CountOrPercent.parsePercent(share).amount()).toList();
        if (shares.size() < 2 || shares.stream().anyMatch(share -> share <= 0)) {
            throw new IllegalArgumentException("'" + text + "' is not two or more sizes such as 70/20/10");
        }
        return new Partition(shares);
    }
}
