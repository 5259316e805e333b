package gossip.eventlog;

import gossip.text.Counts;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An event as a person reads it: one sentence, and how much it matters. */
record EventSentence(Kind kind, String text) {

    /** The importance of an event. */
    enum Kind {
        ROUTINE("2", false), PLAIN("", false), MESSAGE("36", false), SUSPICION("33", false),
        MILESTONE("32", true), WARNING("33", true), FAILURE("31", true);

        private final String color;
        private final boolean essential;

        Kind(String color, boolean essential) {
            this.color = color;
            this.essential = essential;
        }

        /** Returns the parameter of the ANSI sequence that selects the color, or an empty text. */
        String color() {
            return color;
        }

        boolean isEssential() {
            return essential;
        }
    }

    /** The form of the specification. The content is in brackets. */
    private static final Pattern MESSAGE =
            Pattern.compile("\\[[^\\]]*\\]:\\S+ Message \\d+ \\[(.*)\\]", Pattern.DOTALL);

    private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");

    /** Events without a sentence of their own that a person must know. */
    private static final Pattern TROUBLE = Pattern.compile(".*_(DAMAGED|EXPIRING|FAILED|INVALID|REFUSED|TRUNCATED)");

    /**
     * Returns the sentence about an event.
     *
     * @param self address of the node
     * @param values values by key
     * @param name returns the name of a node for its address, or the address
     */
    static EventSentence of(String event, String self, Map<String, String> values, UnaryOperator<String> name) {
        boolean isDeparture = event.equals("PEER_REMOVED") && "left".equals(values.get("reason"));
        return new EventSentence(isDeparture ? Kind.PLAIN : kind(event), text(event, self, values, name));
    }

    /** Returns the importance of an event, except that of PEER_REMOVED with the reason {@code left}. */
    static Kind kind(String event) {
        return switch (event) {
            case "PING_SENT", "PING_REPLY_RECEIVED", "GOSSIP_FORWARDED", "GOSSIP_SUPPLIED", "PEER_LIST_RECEIVED",
                    "PEER_LIST_SENT", "PEER_PROBED" -> Kind.ROUTINE;
            case "GOSSIP_GENERATED", "GOSSIP_RECEIVED" -> Kind.MESSAGE;
            case "MEMBER_UNREACHABLE", "PING_MISSED", "DEATH_REPORTED" -> Kind.SUSPICION;
            case "PEER_STARTED", "SEED_STARTED", "PEER_STOPPED", "SEED_STOPPED", "JOINED" -> Kind.MILESTONE;
            case "SEED_UNREACHABLE", "WAITING_FOR_SEED", "REBORN", "LINK_REFUSED", "RETENTION_CUT", "BAD_INPUT" ->
                Kind.WARNING;
            case "GAP", "NEIGHBOR_DEAD", "PEER_REMOVED" -> Kind.FAILURE;
            default -> TROUBLE.matcher(event).matches() ? Kind.WARNING : Kind.PLAIN;
        };
    }

    private static String text(String event, String self, Map<String, String> values, UnaryOperator<String> name) {
        UnaryOperator<String> text = key -> values.getOrDefault(key, "");
        UnaryOperator<String> node = key -> name.apply(text.apply(key));
        String peer = node.apply("peer");
        String seed = "seed " + text.apply("seed");
        String reason = text.apply("reason");
        return switch (event) {
            case "PEER_STARTED" -> text.apply("name") + " listens on " + self + ", pid " + text.apply("pid");
            case "SEED_STARTED" -> "the seed listens on " + self + ", pid " + text.apply("pid");
            case "PEER_STOPPED", "SEED_STOPPED" -> "stopped: " + reason;
            case "REGISTERED" -> "registered with " + seed;
            case "SEED_UNREACHABLE" -> seed + " does not answer: " + reason;
            case "WAITING_FOR_SEED" -> text.apply("hint") + "; the next attempt is in " + text.apply("retry");
            case "PEER_LIST_RECEIVED" -> seed + " lists " + count(text.apply("members"), "other peer");
            case "MEMBER_UNREACHABLE" -> peer + " cannot be reached: " + reason;
            case "JOINED" -> "joined with " + count(text.apply("neighbors"), "neighbor");
            case "REBORN" -> "a seed had removed this peer; it continues as a new incarnation";
            case "NEIGHBOR_CONNECTED" -> "linked to " + peer + ", " + count(text.apply("degree"), "neighbor");
            case "NEIGHBOR_DISCONNECTED" -> "the link to " + peer + " ended: " + reason + ", "
                    + count(text.apply("degree"), "neighbor");
            case "LINK_REFUSED" -> "no link to " + peer + ": " + reason;
            case "GOSSIP_GENERATED" -> message(name.apply(self), text.apply("message"));
            case "GOSSIP_RECEIVED" -> message(name.apply(origin(text.apply("id"))), text.apply("message"));
            case "GOSSIP_FORWARDED" -> "sent on to " + count(text.apply("to"), "neighbor");
            case "GOSSIP_SUPPLIED" -> "sent " + peer + " " + count(text.apply("messages"), "missing message");
            case "GAP" -> "will never get the messages " + text.apply("from") + " to " + text.apply("to") + " of "
                    + name.apply(origin(text.apply("origin")));
            case "RETENTION_CUT" ->
                "stores only " + count(text.apply("retained"), "message") + ": " + text.apply("hint");
            case "PING_SENT" -> "PING to " + peer;
            case "PING_REPLY_RECEIVED" -> peer + " answers after " + text.apply("rtt");
            case "PING_MISSED" -> peer + " does not answer (" + text.apply("misses") + " of " + text.apply("of") + ")";
            case "NEIGHBOR_DEAD" -> peer + " is dead";
            case "DEATH_REPORTED" -> values.containsKey("by") ? node.apply("by") + " reports that " + peer
                    + " is dead" : "reported the death of " + peer + " to " + seed;
            case "DEATH_REFUTED" -> peer + " is alive" + (values.containsKey("seed") ? ", says " + seed : "");
            case "PEER_REGISTERED" -> peer + (peer.equals(text.apply("peer")) ? "" : " (" + text.apply("peer")
                    + ")") + " is a member, " + count(text.apply("members"), "member");
            case "PEER_LIST_SENT" -> "listed " + count(text.apply("members"), "other peer") + " to " + peer;
            case "PEER_PROBED" -> "the probe of " + peer + " ended: " + text.apply("result");
            case "PEER_REMOVED" -> peer + " is removed: " + reason + ", " + count(text.apply("members"), "member");
            case "BAD_INPUT" -> "bad input from " + text.apply("from") + ": " + reason;
            default -> plain(event, values);
        };
    }

    /** Returns an event with its keys and values. */
    static String plain(String event, Map<String, String> values) {
        StringBuilder line = new StringBuilder(event);
        values.forEach((key, value) -> line.append(' ').append(key).append('=').append(value));
        return line.toString();
    }

    static EventSentence warning(String text) {
        return new EventSentence(Kind.WARNING, text);
    }

    private static String message(String author, String message) {
        Matcher form = MESSAGE.matcher(message);
        return author + ": " + (form.matches() ? form.group(1) : message);
    }

    private static String origin(String id) {
        int slash = id.indexOf('/');
        return slash < 0 ? id : id.substring(0, slash);
    }

    private static String count(String number, String noun) {
        return DIGITS.matcher(number).matches() ? Counts.of(Long.parseLong(number), noun) : number + " " + noun;
    }
}
