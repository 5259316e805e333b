package gossip.experiment.network;

import gossip.cli.Durations;
import gossip.cli.TextConverter;
import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The distribution of the time that a message takes over a link: constant, uniform from {@code from} to {@code to}, or
 * log-normal with the median {@code from}.
 *
 * @param to the upper bound of a uniform distribution, else {@code from}
 * @param sigma the standard deviation of the logarithm of a log-normal distribution, else 0
 */
public record LinkDelay(Duration from, Duration to, double sigma) {

    private static final Pattern LOG_NORMAL = Pattern.compile("log-normal:(\\w+):(\\d(?:\\.\\d{1,3})?)");
    private static final double MAX_SIGMA = 3;

    /** A converter of the value of an option. */
    public static final class Converter extends TextConverter<LinkDelay> {
        Converter() {
            super(LinkDelay::parse);
        }
    }

    /** Parses {@code 1ms..5ms} (uniform), {@code 3ms} (constant) or {@code log-normal:20ms:0.5} (median, sigma). */
    public static LinkDelay parse(String text) {
        Matcher logNormal = LOG_NORMAL.matcher(text);
        if (logNormal.matches()) {
            double sigma = Double.parseDouble(logNormal.group(2));
            if (sigma > MAX_SIGMA) {
                throw new IllegalArgumentException("'" + text + "' has a sigma that is not in 0..3");
            }
            Duration median = Durations.parse(logNormal.group(1));
            return new LinkDelay(median, median, sigma);
        }
        int dots = text.indexOf("..");
        Duration min = Durations.parse(dots < 0 ? text : text.substring(0, dots));
        Duration max = dots < 0 ? min : Durations.parse(text.substring(dots + 2));
        if (max.compareTo(min) < 0) {
            throw new IllegalArgumentException("'" + text + "' is not a range: its end is less than its start");
        }
        return new LinkDelay(min, max, 0);
    }

    /** Draws a delay in nanoseconds. */
    long sample(RandomGenerator random) {
        return sigma > 0
                ? Math.round(from.toNanos() * StrictMath.exp(sigma * random.nextGaussian()))
                : random.nextLong(from.toNanos(), to.toNanos() + 1);
    }

    /** Returns the mean delay in nanoseconds. */
    public double meanNanos() {
        return sigma > 0
                ? from.toNanos() * StrictMath.exp(sigma * sigma / 2)
                : (from.toNanos() + to.toNanos()) / 2.0;
    }

    /** Returns the text that is parsed to this value. */
    @Override
    public String toString() {
        String first = Durations.format(from);
        return sigma > 0 ? "log-normal:" + first + ":" + sigma
                : first + (from.equals(to) ? "" : ".." + Durations.format(to));
    }
}
