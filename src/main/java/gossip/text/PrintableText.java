package gossip.text;

/** The characters of a text that a log or a terminal must not receive as they are. */
public final class PrintableText {

    private PrintableText() {}

    /**
     * Returns whether a character is a control character, a line separator or a Unicode format character. Format
     * characters are invisible, and some change the direction of the text around them (bidi overrides).
     */
    public static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /** Returns the text with a question mark in place of each invisible character. Text of other hosts needs it. */
    public static String of(String text) {
        if (text.codePoints().noneMatch(PrintableText::isInvisible)) {
            return text;
        }
        int[] shown = text.codePoints().map(character -> isInvisible(character) ? '?' : character).toArray();
        return new String(shown, 0, shown.length);
    }
}
