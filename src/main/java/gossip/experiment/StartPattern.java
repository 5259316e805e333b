package gossip.experiment;

import gossip.cli.TextConverter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the peers of the beginning come.
 *
 * @param perSecond how many a second of virtual time where that is the pace, else 0
 */
public record StartPattern(Kind kind, int perSecond) {

    /** From all at once to each when the one before has joined. */
    public enum Kind { ONCE, SECOND, ONE_BY_ONE, RATE }

    /** A crowd that comes within one second: what a batch script does. */
    static final StartPattern SECOND = new StartPattern(Kind.SECOND, 0);
    /** For so many that waiting for each, or for the seeds after a rush, would take hours of virtual time. */
    static final StartPattern FAST_RATE = new StartPattern(Kind.RATE, 500);

    /** Converts the value of an option. */
    static final class Converter extends TextConverter<StartPattern> {
        Converter() {
            super(StartPattern::parse);
        }
    }

    private static final Pattern RATE = Pattern.compile("one-by-one/([1-9]\\d{0,5})");

    /** @throws IllegalArgumentException saying what is allowed */
    static StartPattern parse(String text) {
        Matcher rate = RATE.matcher(text);
        if (rate.matches()) {
            return new StartPattern(Kind.RATE, Integer.parseInt(rate.group(1)));
        }
        return switch (text) {
            case "once" -> new StartPattern(Kind.ONCE, 0);
            case "second" -> SECOND;
            case "one-by-one" -> new StartPattern(Kind.ONE_BY_ONE, 0);
            default -> throw new IllegalArgumentException(
                    "'" + text + "' is not once, second, one-by-one or one-by-one/PER_SECOND");
        };
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return kind == Kind.RATE ? "one-by-one/" + perSecond : kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
