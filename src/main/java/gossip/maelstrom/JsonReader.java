package gossip.maelstrom;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reader of JSON documents (RFC 8259). A document becomes what {@link gossip.tool.client.Json} writes: maps with
 * their keys in order, lists, strings, numbers, booleans and null.
 */
final class JsonReader {

    /** Deeper documents are refused, because the reader calls itself for each level. Guessed. */
    static final int MAX_DEPTH = 64;
    /** Longer numbers are refused, because the time to parse them grows with the square of the length. Guessed. */
    private static final int MAX_NUMBER = 100;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?");
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");
    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";

    private final String text;
    private int position;
    private int depth;

    private JsonReader(String text) {
        this.text = text;
    }

    /**
     * Reads a document that is an object.
     *
     * @throws IllegalArgumentException if the text is no such document; the message has the position of the error
     */
    static Map<?, ?> object(String text) {
        JsonReader reader = new JsonReader(text);
        Object value = reader.value();
        reader.skipSpace();
        if (reader.position < text.length()) {
            throw reader.error("the end");
        }
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException("the document is not a JSON object");
    }

    private Object value() {
        if (++depth > MAX_DEPTH) {
            throw error("at most " + MAX_DEPTH + " levels");
        }
        skipSpace();
        Object value = switch (peek()) {
            case '{' -> map();
            case '[' -> list();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
        depth--;
        return value;
    }

    private Map<String, Object> map() {
        Map<String, Object> map = new LinkedHashMap<>();
        position++;
        skipSpace();
        if (!skip('}')) {
            do {
                skipSpace();
                String key = string();
                skipSpace();
                require(':');
                map.put(key, value());
                skipSpace();
            } while (skip(','));
            require('}');
        }
        return map;
    }

    private List<Object> list() {
        List<Object> list = new ArrayList<>();
        position++;
        skipSpace();
        if (!skip(']')) {
            do {
                list.add(value());
                skipSpace();
            } while (skip(','));
            require(']');
        }
        return list;
    }

    private String string() {
        require('"');
        StringBuilder out = new StringBuilder();
        while (!skip('"')) {
            char c = peek();
            if (c < ' ') {
                throw error("a character of a string");
            }
            position++;
            out.append(c == '\\' ? escape() : c);
        }
        return out.toString();
    }

    private char escape() {
        char c = peek();
        position++;
        if (c == 'u') {
            int end = Math.min(position + 4, text.length());
            String digits = text.substring(position, end);
            if (!digits.matches("[0-9a-fA-F]{4}")) {
                throw error("four hexadecimal digits");
            }
            position = end;
            return (char) Integer.parseInt(digits, 16);
        }
        int index = ESCAPES.indexOf(c);
        if (index < 0) {
            throw error("an escape of JSON");
        }
        return ESCAPED.charAt(index);
    }

    private Number number() {
        Matcher matcher = NUMBER.matcher(text).region(position, text.length());
        if (!matcher.lookingAt() || matcher.end() - position > MAX_NUMBER) {
            throw error("a value");
        }
        position = matcher.end();
        String digits = matcher.group();
        return INTEGER.matcher(digits).matches() ? (Number) Long.valueOf(digits) : new BigDecimal(digits);
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, position)) {
            throw error(word);
        }
        position += word.length();
        return value;
    }

    private void skipSpace() {
        while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }

    /** Returns the next character. */
    private char peek() {
        if (position >= text.length()) {
            throw error("more characters");
        }
        return text.charAt(position);
    }

    private boolean skip(char c) {
        boolean found = peekOrEnd() == c;
        position += found ? 1 : 0;
        return found;
    }

    private int peekOrEnd() {
        return position < text.length() ? text.charAt(position) : -1;
    }

    private void require(char c) {
        if (!skip(c)) {
            throw error("'" + c + "'");
        }
    }

    private IllegalArgumentException error(String expected) {
        return new IllegalArgumentException("invalid JSON at character " + position + ": expected " + expected);
    }
}
