package gossip.experiment;

import gossip.cli.DurationConverter;
import java.time.Duration;
import picocli.CommandLine.TypeConversionException;

/** Durations as the command line spells them: {@code 500ms}, {@code 13s}, {@code 2m}. */
final class Durations {

    private Durations() {}

    /** @throws IllegalArgumentException saying what is allowed */
    static Duration parse(String text) {
        try {
            return new DurationConverter().convert(text);
        } catch (TypeConversionException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    static String text(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        return millis % 60_000 == 0 && millis > 0 ? millis / 60_000 + "m" : millis / 1000 + "s";
    }
}
