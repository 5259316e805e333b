package gossip.cli;

import gossip.text.PrintableText;

/** A converter that checks a name. Messages, the log and the status show it, so it must be short and visible. */
final class NameConverter extends TextConverter<String> {

    /** Characters. A guess that leaves nearly the whole message to the text. */
    static final int MAX_LENGTH = 64;

    NameConverter() {
        super(NameConverter::check);
    }

    private static String check(String name) {
        String wrong = name.isBlank() ? "it is empty"
                : TypingErrors.isInDocumentQuotes(name) ? "it is in quotes that the shell does not remove"
                : name.length() > MAX_LENGTH ? "it has " + name.length() + " characters"
                : name.codePoints().filter(PrintableText::isInvisible)
                        .mapToObj("it contains the character U+%04X"::formatted).findFirst().orElse("");
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(
                    wrong + "; allowed are 1 to " + MAX_LENGTH + " characters without control characters");
        }
        return name;
    }
}
