package gossip.eventlog;

import gossip.text.PrintableText;
import java.util.ArrayList;
import java.util.List;

/** Texts as a terminal shows them: each character takes no, one or two columns. */
final class TerminalText {

    private static final String CUT = "...";
    private static final int FIRST_WIDE = 0x1100;

    private TerminalText() {}

    /**
     * Returns the text in rows of at most this number of columns, without invisible characters, so that text of other
     * hosts cannot control the terminal. A row ends at a space if there is one in its last quarter. What does not fit
     * is cut.
     *
     * @param columns 4 or more
     */
    static List<String> rows(String text, int columns, int maxRows) {
        int[] characters = PrintableText.of(text).codePoints().toArray();
        List<String> rows = new ArrayList<>();
        int next = 0;
        while (next < characters.length && rows.size() < maxRows || rows.isEmpty()) {
            int end = fitting(characters, next, columns);
            boolean cut = rows.size() == maxRows - 1 && end < characters.length;
            if (cut) {
                end = fitting(characters, next, columns - CUT.length());
            } else if (end < characters.length) {
                end = wordEnd(characters, next, end);
            }
            rows.add(new String(characters, next, end - next) + (cut ? CUT : ""));
            next = end < characters.length && characters[end] == ' ' ? end + 1 : end;
        }
        return rows;
    }

    /** Returns the end of the longest part that fits. */
    private static int fitting(int[] characters, int from, int columns) {
        int end = from;
        int used = 0;
        while (end < characters.length && used + columns(characters[end]) <= columns) {
            used += columns(characters[end++]);
        }
        return end;
    }

    /** Returns the last space in the last quarter of a row or directly behind it, else the end of the row. */
    private static int wordEnd(int[] characters, int from, int end) {
        for (int i = end; i > end - (end - from) / 4; i--) {
            if (characters[i] == ' ') {
                return i;
            }
        }
        return end;
    }

    /** Returns the columns of a character. Characters of East Asian scripts and emoji count as wide. */
    private static int columns(int character) {
        if (character < FIRST_WIDE) {
            return isCombining(character) ? 0 : 1;
        }
        boolean wide = Character.isIdeographic(character) || switch (Character.UnicodeScript.of(character)) {
            case HANGUL, HIRAGANA, KATAKANA, BOPOMOFO, YI -> true;
            default -> character >= 0x1f300 && character <= 0x1faff || character >= 0xff01 && character <= 0xff60
                    || character >= 0x3000 && character <= 0x303e;
        };
        return wide ? 2 : isCombining(character) ? 0 : 1;
    }

    private static boolean isCombining(int character) {
        int type = Character.getType(character);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }
}
