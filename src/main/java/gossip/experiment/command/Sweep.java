package gossip.experiment.command;

import gossip.cli.TextConverter;
import java.util.Arrays;
import java.util.List;

/**
 * An option with the values that it takes in turn.
 *
 * @param option the name of the option without {@code --}
 */
record Sweep(String option, List<String> values) {

    private static final int MAX_VALUES = 100;

    /** A converter of the value of an option. */
    static final class Converter extends TextConverter<Sweep> {
        Converter() {
            super(Sweep::parse);
        }
    }

    /** Parses {@code loss=0,5,10}. If the text contains a semicolon, it separates the values. */
    static Sweep parse(String text) {
        int equals = text.indexOf('=');
        String values = text.substring(equals + 1);
        List<String> list = Arrays.stream(values.split(values.indexOf(';') < 0 ? "," : ";"))
                .map(String::strip).toList();
        if (equals < 1 || list.isEmpty() || list.contains("") || list.size() > MAX_VALUES) {
            throw new IllegalArgumentException("'" + text + "' is not OPTION=VALUE,VALUE,.. such as loss=0,5,10");
        }
        return new Sweep(text.substring(0, equals).replaceFirst("^--", ""), list);
    }

    /** Returns the option as it is typed in a shell. */
    @Override
    public String toString() {
        boolean commas = values.stream().anyMatch(value -> value.indexOf(',') >= 0);
        String text = option + "=" + String.join(commas ? ";" : ",", values);
        return "--sweep " + (commas || text.indexOf(' ') >= 0 ? "'" + text + "'" : text);
    }
}
