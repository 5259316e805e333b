package gossip.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers as text for people, the same in every country, since scripts read them too. */
final class Formats {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private Formats() {}

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    static String millis(long millis) {
        return millis < 10_000 ? millis + " ms" : seconds(Duration.ofMillis(millis));
    }

    /** Rounded down: 99.999 % must not read as if all had arrived. */
    static String percent(long part, long whole) {
        return whole == 0 ? "n/a" : String.format(Locale.ROOT, "%.2f %%", Math.floor(10_000.0 * part / whole) / 100);
    }

    static String clock(Instant instant, ZoneOffset offset) {
        return CLOCK.format(instant.atOffset(offset));
    }
}
