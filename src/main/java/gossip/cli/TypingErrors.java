package gossip.cli;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Hints for what users type wrongly or paste from a document, in which quotes and dashes are not those of a keyboard.
 */
final class TypingErrors {

    private static final String TYPED_QUOTES = "\"'";
    private static final String DOCUMENT_QUOTES = "“”„‟‘’‚‛«»‹›";
    private static final String DASHES = "[-‐‑‒–—―−]";

    private TypingErrors() {}

    /**
     * Checks a line of a configuration file or a value in it. A shell removes quotes, but nothing removes them here.
     *
     * @throws IllegalArgumentException if it is in quotes
     */
    static void requireUnquoted(String text) {
        if (isWithin(text, TYPED_QUOTES + DOCUMENT_QUOTES)) {
            throw new IllegalArgumentException("leave out the quotes of " + text + ", which this file does not need");
        }
    }

    /** Returns whether the text is in quotes of a document, which a shell does not remove. */
    static boolean isInDocumentQuotes(String text) {
        return isWithin(text, DOCUMENT_QUOTES);
    }

    private static boolean isWithin(String text, String quotes) {
        return text.length() > 1 && quotes.indexOf(text.charAt(0)) >= 0
                && quotes.indexOf(text.charAt(text.length() - 1)) >= 0;
    }

    /**
     * Returns a hint for a line of a configuration file that is neither a seed nor {@code option=value}.
     *
     * @param options names of the options that may be set, without dashes
     */
    static Optional<String> inConfigLine(String line, Set<String> options) {
        List<String> words = Stream.of(line.split("[\\s;,]+")).filter(word -> !word.isEmpty()).toList();
        String name = optionName(line.split("\\s|:(?!//)", 2)[0]);
        if (options.stream().anyMatch(name::equals)) {
            return Optional.of("'" + line + "' is not a seed; an option is written " + name + "=VALUE");
        }
        return words.size() > 1 && words.stream().allMatch(word -> word.indexOf(':') > 0)
                ? Optional.of("'" + line + "' names several seeds; write each on a line of its own") : Optional.empty();
    }

    /** Returns a hint for arguments that are no options of the command, or an empty text. */
    static String inArguments(Collection<String> arguments, CommandSpec command) {
        for (String argument : arguments) {
            String name = "--" + optionName(argument.split("=", 2)[0]);
            boolean known = command.options().stream().map(OptionSpec::longestName).anyMatch(name::equals);
            if (known && !argument.startsWith(name)) {
                return "; write " + name;
            }
            if (name.matches("--seeds?") && command.findOption("--config") != null) {
                return "; the file of --config lists the seeds, each in a line HOST:PORT";
            }
            if (argument.chars().anyMatch(c -> DOCUMENT_QUOTES.indexOf(c) >= 0)) {
                return "; a shell knows only the quotes \" and '";
            }
        }
        return "";
    }

    private static String optionName(String text) {
        return text.replaceFirst("^" + DASHES + "+", "").replaceAll(DASHES + "|_", "-").toLowerCase(Locale.ROOT);
    }
}
