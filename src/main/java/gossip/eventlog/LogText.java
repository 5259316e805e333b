package gossip.eventlog;

/** The characters of a text that a log or a terminal must not receive as they are. */
public final class LogText {

    private LogText() {}

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
}
