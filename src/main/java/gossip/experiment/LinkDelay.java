package gossip.experiment;

import gossip.cli.Durations;
import gossip.cli.TextConverter;
import java.time.Duration;

/** How long a message takes over a link: evenly spread between the two. */
public record LinkDelay(Duration min, Duration max) {

    /** Converts the value of an option. */
    static final class Converter extends TextConverter<LinkDelay> {
        Converter() {
            super(LinkDelay::parse);
        }
    }

    /** {@code 1ms..5ms}, or {@code 3ms} for always the same. */
    static LinkDelay parse(String text) {
        int dots = text.indexOf("..");
        Duration min = Durations.parse(dots < 0 ? text : text.substring(0, dots));
        Duration max = dots < 0 ? min : Durations.parse(text.substring(dots + 2));
        if (max.compareTo(min) < 0) {
            throw new IllegalArgumentException("'" + text + "' is not a range: its end is less than its start");
        }
        return new LinkDelay(min, max);
    }

    /** Returns the mean delay of one link in nanoseconds. */
    double meanNanos() {
        return (min.toNanos() + max.toNanos()) / 2.0;
    }

    /** Returns the text that is parsed to this value. */
    @Override
    public String toString() {
        return Durations.format(min) + (min.equals(max) ? "" : ".." + Durations.format(max));
    }
}
