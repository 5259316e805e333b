package gossip.experiment;

import gossip.cli.TextConverter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The times at which the first peers start.
 *
 * @param perSecond the peers that start per second of virtual time if the kind is RATE, else 0
 */
public record StartPattern(Kind kind, int perSecond) {

    /** All at the same time, all within one second, each after the previous one has joined, or at a constant rate. */
    public enum Kind { ONCE, SECOND, ONE_BY_ONE, RATE }

    /** All within one second, as started by a batch script. */
    public static final StartPattern SECOND = new StartPattern(Kind.SECOND, 0);
    /** The default for many peers. Starting them one by one or within a second would take hours of virtual time. */
    public static final StartPattern FAST_RATE = new StartPattern(Kind.RATE, 500);

    /** A converter of the value of an option. */
    public static final class Converter extends TextConverter<StartPattern> {
        Converter() {
            super(StartPattern::parse);
        }
    }

    private static final Pattern RATE = Pattern.compile("one-by-one/([1-9]\\d{0,5})");

    /**
     * Parses {@code once}, {@code second}, {@code one-by-one} or {@code one-by-one/RATE}.
     *
     * @throws IllegalArgumentException if the text is something else; the message names what is allowed
     */
    public static StartPattern parse(String text) {
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

    /** Returns the text that is parsed to this value. */
    @Override
    public String toString() {
        return kind == Kind.RATE ? "one-by-one/" + perSecond : kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
