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
        Duration least = Durations.parse(dots < 0 ? text : text.substring(0, dots));
        Duration most = dots < 0 ? least : Durations.parse(text.substring(dots + 2));
        if (most.compareTo(least) < 0) {
            throw new IllegalArgumentException("'" + text + "' ends before it begins");
        }
        return new LinkDelay(least, most);
    }

    /** The mean of one link, in nanoseconds. */
    double meanNanos() {
        return (min.toNanos() + max.toNanos()) / 2.0;
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return Durations.format(min) + (min.equals(max) ? "" : ".." + Durations.format(max));
    }
}
