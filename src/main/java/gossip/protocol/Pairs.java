package gossip.protocol;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code key=value} pairs, separated by spaces, as in the lines STATE, ROW and EVENT. A value that is empty or has a
 * space, a quote or a control character is quoted. The key {@code text} comes last, and its value is the rest of the
 * line as it is. Not thread-safe.
 */
public final class Pairs {

    /** Maximum length of all pairs in bytes, so that they fit on a line after the verb. The rest is cut off. */
    static final int MAX_LENGTH = Codec.MAX_LINE - 16;
    private static final String TEXT = "text";

    private final StringBuilder line = new StringBuilder();

    /** Adds a pair. Its key is a word without special characters. */
    public Pairs add(String key, Object value) {
        String text = value.toString();
        line.append(line.isEmpty() ? "" : " ").append(key).append('=');
        if (key.equals(TEXT)) {
            line.append(text);
        } else if (text.isEmpty() || text.chars().anyMatch(Pairs::needsQuotes)) {
            quote(text);
        } else {
            line.append(text);
        }
        return this;
    }

    /** Adds keys and values in turn. */
    public Pairs addAll(Object... keysAndValues) {
        for (int i = 0; i < keysAndValues.length; i += 2) {
            add((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return this;
    }

    private static boolean needsQuotes(int c) {
        return c <= ' ' || c == '"' || c == 127;
    }

    private void quote(String text) {
        line.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else {
                line.append(c < ' ' || c == 127 ? '?' : c);
            }
        }
        line.append('"');
    }

    /** Returns the pairs as the free text of a line. */
    public Utf8String encode() {
        Utf8String encoded = Utf8String.of(line.toString());
        while (encoded.length() > MAX_LENGTH) {
            // A character has at most three bytes.
            int excess = Math.max(1, (encoded.length() - MAX_LENGTH) / 3);
            line.setLength(line.length() - excess);
            if (Character.isHighSurrogate(line.charAt(line.length() - 1))) {
                line.setLength(line.length() - 1);
            }
            encoded = Utf8String.of(line.toString());
        }
        return encoded;
    }

    @Override
    public String toString() {
        return line.toString();
    }

    /** Returns the pairs in their order. Ignores everything after a part that is not a pair. */
    public static Map<String, String> parse(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        int at = 0;
        while (at < text.length()) {
            int equals = text.indexOf('=', at);
            if (equals <= at) {
                break;
            }
            String key = text.substring(at, equals);
            StringBuilder value = new StringBuilder();
            at = key.equals(TEXT) ? rest(text, equals + 1, value) : value(text, equals + 1, value);
            pairs.putIfAbsent(key, value.toString());
        }
        return Collections.unmodifiableMap(pairs);
    }

    private static int rest(String text, int from, StringBuilder value) {
        value.append(text, from, text.length());
        return text.length();
    }

    /** Appends the value at this index. Returns the index of the next key. */
    private static int value(String text, int from, StringBuilder value) {
        if (!text.startsWith("\"", from)) {
            int space = text.indexOf(' ', from);
            int end = space < 0 ? text.length() : space;
            value.append(text, from, end);
            return end + 1;
        }
        int at = from + 1;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' && at + 1 < text.length() ? 1 : 0;
            value.append(text.charAt(at++));
        }
        return at + 2;
    }
}
