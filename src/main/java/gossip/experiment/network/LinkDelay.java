package gossip.experiment.network;

import gossip.cli.Durations;
import gossip.cli.TextConverter;
import java.time.Duration;

/** The time that a message takes over a link, uniformly distributed from {@code min} to {@code max}. */
public record LinkDelay(Duration min, Duration max) {

    /** Converts the value of an option. */
    public static final class Converter extends TextConverter<LinkDelay> {
        Converter() {
            super(LinkDelay::parse);
        }
    }

    /** Parses a range such as {@code 1ms..5ms}, or a constant such as {@code 3ms}. */
    public static LinkDelay parse(String text) {
        int dots = text.indexOf("..");
        Duration min = Durations.parse(dots < 0 ? text : text.substring(0, dots));
        Duration max = dots < 0 ? min : Durations.parse(text.substring(dots + 2));
        if (max.compareTo(min) < 0) {
            throw new IllegalArgumentException("'" + text + "' is not a range: its end is less than its start");
        }
        return new LinkDelay(min, max);
    }

    /** Returns the mean delay of one link in nanoseconds. */
    public double meanNanos() {
        return (min.toNanos() + max.toNanos()) / 2.0;
    }

    /** Returns the text that is parsed to this value. */
    @Override
    public String toString() {
        return Durations.format(min) + (min.equals(max) ? "" : ".." + Durations.format(max));
    }
}
