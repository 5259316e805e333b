package gossip.maelstrom;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The bodies of replies to clients of Maelstrom, and what is read from bodies of requests. */
final class Bodies {

    // Codes of errors, from the documentation of the protocol of Maelstrom. All three say that nothing was done.
    static final int NOT_SUPPORTED = 10;
    static final int TEMPORARILY_UNAVAILABLE = 11;
    static final int MALFORMED_REQUEST = 12;

    private Bodies() {}

    static Map<String, Object> ok(String request) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", request + "_ok");
        return body;
    }

    static Map<String, Object> error(int code, String text) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "error");
        body.put("code", code);
        body.put("text", text);
        return body;
    }

    /** Returns the strings of a list. A value that is no list has none. */
    static List<String> strings(Object value) {
        return value instanceof List<?> list
                ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList() : List.of();
    }
}
