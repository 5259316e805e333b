package gossip.protocol;

import gossip.protocol.Message.Evidence;
import gossip.protocol.Message.Messages;
import gossip.protocol.Message.Neighbors;
import gossip.protocol.Message.Observed;
import gossip.protocol.Message.Publish;
import gossip.protocol.Message.Published;
import gossip.protocol.Message.Query;
import gossip.protocol.Message.ReplyRow;
import gossip.protocol.Message.ReplyRows;
import gossip.protocol.Message.Seen;
import gossip.protocol.Message.Watch;
import java.util.Optional;
import java.util.regex.Pattern;

/** The part of {@link Codec} for the verbs that clients use. Stateless and thread-safe. */
final class QueryCodec {

    /** Maximum length of the pattern of WATCH, in characters. */
    private static final int MAX_GLOB = 256;
    private static final Pattern GLOB = Pattern.compile("[A-Za-z0-9_*?,]+");

    private QueryCodec() {}

    static Query decode(String verb, FieldReader in) throws ProtocolException {
        return switch (verb) {
            case "PUBLISH" -> new Publish(in.rest("text", Codec.MAX_TEXT));
            case "PUBLISHED" -> new Published(in.messageId("id"));
            case "NEIGHBORS" -> new Neighbors();
            case "SEEN" -> new Seen(in.messageId("id"));
            case "MESSAGES" -> new Messages(
                    in.hasMore() ? (int) in.number("most", 0, Messages.ALL) : Messages.ALL);
            case "EVIDENCE" -> new Evidence(in.hasMore() ? Optional.of(in.address("peer")) : Optional.empty());
            case "WATCH" -> new Watch(in.hasMore() ? glob(in) : Watch.EVERYTHING);
            case "ROWS" -> new ReplyRows((int) in.number("count", 0, Integer.MAX_VALUE));
            case "ROW" -> new ReplyRow(in.rest("pairs", Codec.MAX_LINE));
            case "EVENT" -> new Observed(in.rest("pairs", Codec.MAX_LINE));
            default -> throw new ProtocolException("unknown verb");
        };
    }

    private static String glob(FieldReader in) throws ProtocolException {
        String glob = in.word("glob");
        if (glob.length() > MAX_GLOB || !GLOB.matcher(glob).matches()) {
            throw new ProtocolException("glob is not up to " + MAX_GLOB + " letters, digits and _ * ? ,");
        }
        return glob;
    }

    static void encode(Query query, LineBuffer out) {
        switch (query) {
            case Publish m -> out.ascii("PUBLISH ").text(m.text());
            case Published m -> out.ascii("PUBLISHED ").id(m.id());
            case Neighbors m -> out.ascii("NEIGHBORS");
            case Seen m -> out.ascii("SEEN ").id(m.id());
            case Messages m -> out.ascii("MESSAGES ").number(m.most());
            case Evidence m -> {
                out.ascii("EVIDENCE");
                m.peer().ifPresent(peer -> out.space().address(peer));
            }
            case Watch m -> out.ascii("WATCH ").ascii(m.glob());
            case ReplyRows m -> out.ascii("ROWS ").number(m.count());
            case ReplyRow m -> out.ascii("ROW ").text(m.pairs());
            case Observed m -> out.ascii("EVENT ").text(m.pairs());
        }
    }

    /** Returns the length of the line in bytes, estimated for lines without free text. */
    static int length(Query query) {
        return switch (query) {
            case Publish m -> Codec.SHORT_LENGTH + m.text().length();
            case ReplyRow m -> Codec.SHORT_LENGTH + m.pairs().length();
            case Observed m -> Codec.SHORT_LENGTH + m.pairs().length();
            default -> Codec.SHORT_LENGTH;
        };
    }
}
