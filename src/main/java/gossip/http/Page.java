package gossip.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A page, which answers the requests for one path. Each call runs on a thread of its own, several at the same time. */
@FunctionalInterface
public interface Page {

    /**
     * A request.
     *
     * @param method {@code GET} or {@code POST}
     * @param query the decoded parameters of the query
     * @param body the body of a POST; empty for a GET
     */
    record Request(String method, Map<String, String> query, String body) {}

    /** An answer: HTTP status, media type and content. */
    record Answer(int status, String mediaType, byte[] content) {

        public static Answer text(int status, String text) {
            return new Answer(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
        }

        public static Answer json(int status, String document) {
            return new Answer(status, "application/json", document.getBytes(StandardCharsets.UTF_8));
        }
    }

    Answer answer(Request request);
}
