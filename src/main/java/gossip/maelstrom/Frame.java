package gossip.maelstrom;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A message of Maelstrom between two nodes that carries a part of a link: the body
 * {@code {"type":"link","link":"n1/4","seq":7,"kind":"line","line":"PING 1 0","next":3}}.
 *
 * @param link id of the link, chosen by the node that dialed
 * @param sequence position in the stream of the sender, from 0; {@link #NO_SEQUENCE} for an acknowledgment alone
 * @param line the line of the protocol, without its line terminator; empty for other kinds
 * @param next the sender has received all lower positions of the other direction
 */
record Frame(String link, long sequence, Kind kind, String line, long next) {

    static final String TYPE = "link";
    static final long NO_SEQUENCE = -1;

    /** What a frame does. */
    enum Kind { OPEN, LINE, CLOSE, ACK }

    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", TYPE);
        body.put("link", link);
        body.put("seq", sequence);
        body.put("kind", kind.name().toLowerCase(Locale.ROOT));
        body.put("line", line);
        body.put("next", next);
        return body;
    }

    /** @throws IllegalArgumentException if the body is no frame */
    static Frame of(Map<?, ?> body) {
        if (body.get("link") instanceof String link && body.get("seq") instanceof Long sequence
                && body.get("kind") instanceof String kind && body.get("line") instanceof String line
                && body.get("next") instanceof Long next) {
            return new Frame(link, sequence, Kind.valueOf(kind.toUpperCase(Locale.ROOT)), line, next);
        }
        throw new IllegalArgumentException("the body of type link lacks a field, or a field has another type");
    }

    Frame withNext(long other) {
        return new Frame(link, sequence, kind, line, other);
    }
}
