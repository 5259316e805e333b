package gossip.eventlog;

import java.nio.charset.StandardCharsets;

/**
 * Output above the line that the user is typing. The terminal itself edits that line, so its content is unknown here.
 * Each output line is inserted as a row above it, and the cursor returns to where it was. This needs no size of the
 * terminal and no raw mode:
 *
 * <pre>
 * ESC D      cursor one row down, scrolls at the bottom    ESC [ L      insert a row here; the typed line moves down
 * ESC 7      note this position                            ESC [ ? 7 l  do not begin a new row after the last column
 * ESC [ A    back up                                       ESC 8        return to the noted position
 * </pre>
 *
 * Limit: of a typed line that takes several rows, only the last one stays together.
 */
final class TypedLine {

    private static final String BEFORE = "\033D\0337\033[A\r\033[L\033[?7l";
    private static final String AFTER = "\033[?7h\0338";

    private TypedLine() {}

    /** Returns the bytes that show these lines above the typed line. */
    static byte[] insertAbove(byte[] lines) {
        StringBuilder output = new StringBuilder();
        new String(lines, StandardCharsets.UTF_8).lines()
                .forEach(line -> output.append(BEFORE).append(line).append(AFTER));
        return output.toString().getBytes(StandardCharsets.UTF_8);
    }
}
