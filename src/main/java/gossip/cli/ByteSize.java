package gossip.cli;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as text: a whole number of bytes, with an optional unit {@code K}, {@code M} or {@code G} (powers of 1024). */
public final class ByteSize {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*([KMG]?)(i?B)?", Pattern.CASE_INSENSITIVE);
    /** The smallest size: one write of the event log. */
    private static final long MIN = 64 << 10;

    private ByteSize() {}

    /** A converter of the value of an option. */
    public static final class Converter extends TextConverter<Long> {
        public Converter() {
            super(ByteSize::parse);
        }
    }

    /**
     * Reads a size of 64 KiB or more, such as {@code 500K}, {@code 100MB} or {@code 2GiB}.
     *
     * @return the number of bytes
     * @throws IllegalArgumentException if the text is not such a size
     */
    public static long parse(String text) {
        long size = bytes(text.strip()).orElseThrow(
                () -> new IllegalArgumentException("'" + text + "' is not a size such as 500K, 100M or 2G"));
        if (size < MIN) {
            throw new IllegalArgumentException("'" + text + "' is less than 64K, the smallest size");
        }
        return size;
    }

    /** Returns the number of bytes of any size, or empty if the text is none. */
    static OptionalLong bytes(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(matcher.group(1)) << switch (matcher.group(2).toUpperCase(Locale.ROOT)) {
            case "K" -> 10;
            case "M" -> 20;
            case "G" -> 30;
            default -> 0;
        });
    }
}
