package gossip.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers and times as text. The formats do not depend on the locale, because scripts may read them. */
final class Formats {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private Formats() {}

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    static String millis(double millis) {
        return millis < 10_000 ? Math.round(millis) + " ms" : seconds(Duration.ofMillis(Math.round(millis)));
    }

    /** Formats a percentage, rounded down so that an incomplete delivery is never printed as 100 %. */
    static String percent(long part, long whole) {
        return whole == 0 ? "n/a" : String.format(Locale.ROOT, "%.2f %%", Math.floor(10_000.0 * part / whole) / 100);
    }

    static String clock(Instant instant, ZoneOffset offset) {
        return CLOCK.format(instant.atOffset(offset));
    }
}
