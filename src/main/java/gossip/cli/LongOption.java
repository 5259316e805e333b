package gossip.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An option of a daemon: how it is written, how its value is read, and where that goes. It is data and not an
 * annotation, so that {@link PlainCommandLine} can do without picocli and without reflection.
 *
 * @param name with the dashes
 * @param label what stands for the value in the help
 * @param reader throws an IllegalArgumentException that says what is wrong with the text
 * @param fallback the value where none is given; an option that has none is then not set
 */
public record LongOption<T>(String name, String label, Function<String, T> reader, Optional<String> fallback,
        Consumer<T> target, String description) {

    public LongOption(String name, String label, Function<String, T> reader, Consumer<T> target, String description) {
        this(name, label, reader, Optional.empty(), target, description);
    }

    LongOption(String name, String label, Function<String, T> reader, String fallback, Consumer<T> target,
            String description) {
        this(name, label, reader, Optional.of(fallback), target, description);
    }

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
    private static final Duration LONGEST = Duration.ofDays(1);

    static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not an int");
        }
    }

    /** Such as {@code 13s}, {@code 500ms}, {@code 2m}; longer than zero, up to a day. */
    static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a duration such as 13s, 500ms or 2m");
        }
        long amount = Long.parseLong(matcher.group(1));
        Duration duration = switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
        if (!duration.isPositive() || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("'" + text + "' is not in 1ms..24h");
        }
        return duration;
    }

    static <E extends Enum<E>> Function<String, E> oneOf(Class<E> type) {
        List<E> constants = List.of(type.getEnumConstants());
        return text -> constants.stream().filter(constant -> constant.name().equalsIgnoreCase(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected one of "
                        + constants.stream().map(Enum::name).toList() + " (case-insensitive) but was '" + text + "'"));
    }

    /** As the config file calls it. */
    String nameInFile() {
        return name.substring(2);
    }

    /** Reads the value now, sets it when run. */
    Runnable reading(String value) {
        T read = reader.apply(value);
        return () -> target.accept(read);
    }

    static Stream<String> namesInFile(List<LongOption<?>> options) {
        return options.stream().filter(option -> !option.name.equals(SharedOptions.CONFIG)).map(LongOption::nameInFile);
    }
}
