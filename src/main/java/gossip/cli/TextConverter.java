package gossip.cli;

import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A picocli converter that calls a parse method. It passes the message of an {@link IllegalArgumentException} on to the
 * user.
 *
 * @param <T> the type of the option
 */
public abstract class TextConverter<T> implements ITypeConverter<T> {

    private final Function<String, T> parse;

    protected TextConverter(Function<String, T> parse) {
        this.parse = parse;
    }

    @Override
    public final T convert(String text) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
