package gossip.report;

import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A parser for the {@code key=value key="quoted value"} part of a log line, and for a line of JSON. It accepts only
 * what a node writes, because a value may be text from another host. Tolerating an early closing quote or a repeated
 * key would let that text forge events.
 */
final class KeyValues {
    private static final String ESCAPES = "\"\\ntr";
    private static final String ESCAPED_CHARACTERS = "\"\\\n\t\r";

    private final String text;
    private int at;

    private KeyValues(String text) {
        this.text = text;
    }

    /** Parses all keys with their values. Empty if a part of the text is neither, or if a key is repeated. */
    static Optional<Map<String, String>> parse(String text) {
        return new KeyValues(text).parseAll();
    }

    private Optional<Map<String, String>> parseAll() {
        Map<String, String> values = new LinkedHashMap<>();
        while (at < text.length()) {
            int equals = text.indexOf('=', at);
            if (equals <= at) return Optional.empty();
            String key = text.substring(at, equals);
            at = equals + 1;
            Optional<String> value = text.startsWith("\"", at) ? quoted() : bare();
            if (value.isEmpty() || key.contains(" ") || key.contains("\"")) return Optional.empty();
            if (values.putIfAbsent(key, value.get()) != null) return Optional.empty();
            if (at < text.length() && text.charAt(at++) != ' ') return Optional.empty();
        }
        return Optional.of(Collections.unmodifiableMap(values));
    }

    /** Parses a JSON object of strings and whole numbers, as a node writes it: without spaces, each key once. */
    static Optional<Map<String, String>> parseJson(String text) {
        return text.startsWith("{") && text.endsWith("}")
                ? new KeyValues(text.substring(1, text.length() - 1)).parseMembers() : Optional.empty();
    }

    private Optional<Map<String, String>> parseMembers() {
        Map<String, String> values = new LinkedHashMap<>();
        while (at < text.length()) {
            Optional<String> key = text.startsWith("\"", at) ? quoted() : Optional.empty();
            if (key.isEmpty() || !text.startsWith(":", at)) return Optional.empty();
            at++;
            Optional<String> value = text.startsWith("\"", at) ? quoted() : number();
            if (value.isEmpty() || values.putIfAbsent(key.get(), value.get()) != null) return Optional.empty();
            if (at < text.length() && (text.charAt(at++) != ',' || at == text.length())) return Optional.empty();
        }
        return Optional.of(Collections.unmodifiableMap(values));
    }

    private Optional<String> number() {
        int comma = text.indexOf(',', at);
        String value = text.substring(at, comma < 0 ? text.length() : comma);
        at += value.length();
        return Optional.of(value).filter(it -> it.matches("-?\\d{1,19}"));
    }

    private Optional<String> bare() {
        int space = text.indexOf(' ', at);
        String value = text.substring(at, space < 0 ? text.length() : space);
        at += value.length();
        return Optional.of(value).filter(it -> !it.contains("\""));
    }

    private Optional<String> quoted() {
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') return Optional.of(value.toString());
            if (c != '\\') {
                value.append(c);
                continue;
            }
            Optional<Character> escaped = escaped();
            if (escaped.isEmpty()) return Optional.empty();
            value.append(escaped.get());
        }
        return Optional.empty(); // The closing quote is missing.
    }

    private Optional<Character> escaped() {
        if (at == text.length()) return Optional.empty();
        char letter = text.charAt(at++);
        int known = ESCAPES.indexOf(letter);
        return letter == 'u' ? unicode() : known < 0 ? Optional.empty() : Optional.of(ESCAPED_CHARACTERS.charAt(known));
    }

    private Optional<Character> unicode() {
        int end = at + 4;
        if (end > text.length()) return Optional.empty();
        if (!text.substring(at, end).chars().allMatch(HexFormat::isHexDigit)) return Optional.empty();
        char c = (char) HexFormat.fromHexDigits(text, at, end);
        at = end;
        return Optional.of(c);
    }
}
