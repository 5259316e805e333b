package gossip.cli;

import gossip.peer.broadcast.Retention;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The limits of {@code --retain} as text: a number of messages such as {@code 1000}, a size such as {@code 500K},
 * {@code 4M} or {@code 1G}, or a time such as {@code 10m} or {@code 7d}. A small m is minutes, a capital M is 1,048,576
 * bytes.
 */
final class RetentionLimits {

    private static final Pattern SIZE = Pattern.compile("\\d{1,9}[KMG](i?B)?");
    private static final Pattern DAYS = Pattern.compile("([1-9]\\d{0,3})d");
    private static final int MAX_DIGITS = 9;

    private RetentionLimits() {}

    /** A converter of one limit. */
    static final class Converter extends TextConverter<Retention> {
        Converter() {
            super(RetentionLimits::parse);
        }
    }

    /**
     * Reads one limit.
     *
     * @throws IllegalArgumentException if the text is not a limit
     */
    static Retention parse(String text) {
        if (SIZE.matcher(text).matches()) {
            return new Retention(OptionalInt.empty(), ByteSize.bytes(text), Optional.empty());
        }
        if (text.length() <= MAX_DIGITS && text.matches("\\d+")) {
            return new Retention(OptionalInt.of(Integer.parseInt(text)), OptionalLong.empty(), Optional.empty());
        }
        Matcher days = DAYS.matcher(text);
        if (days.matches()) {
            return new Retention(OptionalInt.empty(), OptionalLong.empty(),
                    Optional.of(Duration.ofDays(Integer.parseInt(days.group(1)))));
        }
        try {
            return new Retention(OptionalInt.empty(), OptionalLong.empty(), Optional.of(Durations.parse(text)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text
                    + "' is not a number of messages, a size such as 4M, or a time such as 10m or 7d, up to 9999d", e);
        }
    }

    /** Returns all limits together. A later one replaces an earlier one of its kind. */
    static Retention merge(List<Retention> limits) {
        Retention merged = Retention.DEFAULT;
        for (Retention limit : limits) {
            merged = new Retention(
                    limit.messages().isPresent() ? limit.messages() : merged.messages(),
                    limit.bytes().isPresent() ? limit.bytes() : merged.bytes(), limit.age().or(merged::age));
        }
        return merged;
    }
}
