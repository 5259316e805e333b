package gossip.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * An option of a daemon: how it is written, how its value is read, and where that goes. It is data and not an
 * annotation, so that {@link PlainCommandLine} can do without picocli and without reflection.
 *
 * @param name with the dashes
 * @param label what stands for the value in the help
 * @param fallback the value where none is given; an option that has none is then not set
 */
public record LongOption<T>(String name, String label, ITypeConverter<T> reader, Optional<String> fallback,
        Consumer<T> target, String description) {

    public LongOption(String name, String label, ITypeConverter<T> reader, Consumer<T> target, String description) {
        this(name, label, reader, Optional.empty(), target, description);
    }

    LongOption(String name, String label, ITypeConverter<T> reader, String fallback, Consumer<T> target,
            String description) {
        this(name, label, reader, Optional.of(fallback), target, description);
    }

    static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not an int");
        }
    }

    static <E extends Enum<E>> ITypeConverter<E> oneOf(Class<E> type) {
        List<E> constants = List.of(type.getEnumConstants());
        return text -> constants.stream().filter(constant -> constant.name().equalsIgnoreCase(text)).findFirst()
                .orElseThrow(() -> new TypeConversionException("expected one of "
                        + constants.stream().map(Enum::name).toList() + " (case-insensitive) but was '" + text + "'"));
    }

    /** As the config file calls it. */
    String nameInFile() {
        return name.substring(2);
    }

    /** Reads the value now, sets it when run. */
    Runnable reading(String value) throws Exception {
        T read = reader.convert(value);
        return () -> target.accept(read);
    }

    static Stream<String> namesInFile(List<LongOption<?>> options) {
        return options.stream().filter(option -> !option.name.equals(Options.CONFIG)).map(LongOption::nameInFile);
    }
}
