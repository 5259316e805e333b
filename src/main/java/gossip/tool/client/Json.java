package gossip.tool.client;

import gossip.text.PrintableText;
import java.util.Map;

/** A writer of JSON documents. */
public final class Json {

    private Json() {}

    /**
     * Returns the document for a value: a map with its keys in order, an iterable, a string, a number, a boolean or
     * null.
     *
     * @throws IllegalArgumentException if the value, or a value in it, is of another type
     */
    public static String of(Object value) {
        StringBuilder out = new StringBuilder();
        append(value, out);
        return out.toString();
    }

    private static void append(Object value, StringBuilder out) {
        switch (value) {
            case null -> out.append("null");
            case CharSequence text -> appendText(text.toString(), out);
            case Double number when !Double.isFinite(number) -> out.append("null");
            case Number number -> out.append(number);
            case Boolean bool -> out.append(bool);
            case Map<?, ?> map -> {
                String separator = "{";
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    out.append(separator);
                    appendText(entry.getKey().toString(), out);
                    append(entry.getValue(), out.append(':'));
                    separator = ",";
                }
                out.append(map.isEmpty() ? "{}" : "}");
            }
            case Iterable<?> items -> {
                out.append('[');
                String separator = "";
                for (Object item : items) {
                    append(item, out.append(separator));
                    separator = ",";
                }
                out.append(']');
            }
            default -> throw new IllegalArgumentException("a " + value.getClass().getName() + " is not a JSON value");
        }
    }

    private static void appendText(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                default -> {
                    if (PrintableText.isInvisible(c)) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
