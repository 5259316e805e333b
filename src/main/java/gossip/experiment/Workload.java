package gossip.experiment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * The broadcasts of a run.
 *
 * @param messages the number of broadcasts; not used with a rate
 * @param rate broadcasts per second; 0 to spread {@code messages} over the run
 * @param arrivals how the times are distributed
 * @param origins the number of peers that publish; 0 if each broadcast has another random origin
 * @param size the bytes of the content of a message; 0 for a short word
 */
public record Workload(int messages, double rate, Arrivals arrivals, int origins, int size) {

    private static final double NANOS = 1e9;

    /** The distribution of the times. */
    public enum Arrivals {
        /** At regular intervals, none of them at the start or the end of the run. */
        FIXED,
        /** A Poisson process: independent, uniformly distributed times. */
        POISSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Returns the number of broadcasts in a run. */
    int count(Duration run) {
        return rate > 0 ? (int) Math.min(Integer.MAX_VALUE, Math.round(rate * run.toNanos() / NANOS)) : messages;
    }

    /** Returns the times of the broadcasts in nanoseconds from the start of the run. */
    List<Long> times(Duration run, RandomGenerator random) {
        int count = count(run);
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double position = arrivals == Arrivals.POISSON ? random.nextDouble() : (i + 0.5) / count;
            times.add((long) (run.toNanos() * position));
        }
        Collections.sort(times);
        return times;
    }

    /** Returns the content of a message. */
    String content() {
        return size == 0 ? "experiment" : "x".repeat(size);
    }

    List<String> arguments() {
        List<String> arguments = new ArrayList<>(rate > 0
                ? List.of("--rate", Double.toString(rate)) : List.of("--messages", Integer.toString(messages)));
        if (arrivals != Arrivals.FIXED) {
            arguments.addAll(List.of("--arrivals", arrivals.toString()));
        }
        if (origins > 0) {
            arguments.addAll(List.of("--origins", Integer.toString(origins)));
        }
        if (size > 0) {
            arguments.addAll(List.of("--size", Integer.toString(size)));
        }
        return arguments;
    }
}
