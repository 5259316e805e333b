package gossip.protocol;

import gossip.identity.EncodedCertificate;
import gossip.protocol.Message.Alive;
import gossip.protocol.Message.Buckets;
import gossip.protocol.Message.Buried;
import gossip.protocol.Message.Bye;
import gossip.protocol.Message.Certificate;
import gossip.protocol.Message.Dead;
import gossip.protocol.Message.Digest;
import gossip.protocol.Message.Floor;
import gossip.protocol.Message.Full;
import gossip.protocol.Message.Gossip;
import gossip.protocol.Message.Graft;
import gossip.protocol.Message.Hello;
import gossip.protocol.Message.Ihave;
import gossip.protocol.Message.Leave;
import gossip.protocol.Message.Member;
import gossip.protocol.Message.MemberList;
import gossip.protocol.Message.Members;
import gossip.protocol.Message.Ping;
import gossip.protocol.Message.PingReply;
import gossip.protocol.Message.Prune;
import gossip.protocol.Message.Query;
import gossip.protocol.Message.Register;
import gossip.protocol.Message.Rejected;
import gossip.protocol.Message.Removed;
import gossip.protocol.Message.Root;
import gossip.protocol.Message.Shed;
import gossip.protocol.Message.State;
import gossip.protocol.Message.Status;
import gossip.protocol.Message.Sums;
import gossip.protocol.Message.Supplied;
import gossip.protocol.Message.Surplus;
import gossip.protocol.Message.Want;
import gossip.protocol.Message.Watermark;
import gossip.protocol.Message.Watermarks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Converts messages to lines and lines to messages. The package documentation describes every verb. Stateless and
 * thread-safe.
 */
public final class Codec {

    /** Maximum length of a line in bytes, without the line terminator. */
    public static final int MAX_LINE = 8192;
    /** Maximum length of the text of a gossip message in bytes. The rest of the line holds verb, hops and id. */
    public static final int MAX_TEXT = MAX_LINE - 512;
    /** The same if the message is signed, whatever its key. The rest also holds fingerprint and signature. */
    public static final int MAX_SIGNED_TEXT = MAX_TEXT - 768;
    /** Maximum length of an error message in characters. */
    private static final int MAX_REASON = 200;
    /** Maximum degree and number of list entries, far above every real value. */
    static final int MAX_COUNT = 10_000_000;
    private static final int GOSSIP_OVERHEAD = "GOSSIP 1 ".length() + 1;
    /** Estimated length in bytes of a line without free text. */
    static final int SHORT_LENGTH = 64;

    private Codec() {}

    /**
     * Decodes the line in {@code buffer[from, to)}, which excludes the line terminator. Fields after the known ones are
     * ignored, so that later versions can append fields.
     *
     * @throws ProtocolException if the line is invalid; the message names the verb and the field
     */
    public static Message decode(byte[] buffer, int from, int to) throws ProtocolException {
        Utf8String.validate(buffer, from, to);
        FieldReader fields = new FieldReader(buffer, from, to);
        String verb = fields.word("verb");
        try {
            return decode(verb, fields);
        } catch (ProtocolException e) {
            throw new ProtocolException(truncate(verb + ": " + e.getMessage()), e);
        }
    }

    private static Message decode(String verb, FieldReader in) throws ProtocolException {
        return switch (verb) {
            case "GOSSIP" -> new Gossip(
                    (int) in.number("hops", 0, Gossip.MAX_HOPS), in.payload("id", "text", MAX_TEXT));
            case "SIGNED" -> new Gossip((int) in.number("hops", 0, Gossip.MAX_HOPS), in.signedPayload());
            case "CERTIFICATE" -> certificate(in);
            case "PING" -> new Ping(
                    in.hasMore() ? in.number("token", 0, Long.MAX_VALUE) : 0, in.hasMore() ? in.hex("digest") : 0);
            case "PING_REPLY" -> pingReply(in);
            case "HELLO" -> new Hello(Identity.read(in.peer("peer"), in));
            case "FULL" -> new Full(addresses(in));
            case "SURPLUS" -> new Surplus();
            case "SHED" -> new Shed();
            case "BYE" -> new Bye(in.rest("reason", MAX_LINE).toString());
            case "DIGEST" -> new Digest(in.hex("digest"));
            case "BUCKETS", "SUMS", "WATERMARKS", "WATERMARK", "SUPPLIED", "FLOOR" -> ExchangeCodec.decode(verb, in);
            case "IHAVE" -> new Ihave(MessageIds.read(in));
            case "PRUNE" -> new Prune();
            case "GRAFT" -> new Graft(in.hasMore() ? MessageIds.read(in) : List.of());
            case "WANT" -> new Want(MessageIds.read(in));
            case "ROOT" -> new Root(count(in, "degree"), in.address("address"), in.number("time", 0, Long.MAX_VALUE),
                    count(in, "hops"));
            case "REGISTER", "LIST", "MEMBER", "MEMBERS" -> MembershipCodec.decode(verb, in);
            case "BURIED" -> new Buried(in.peer("peer"));
            case "DEAD" -> new Dead(
                    in.address("peer"), in.hasMore() ? Optional.of(in.incarnation()) : Optional.empty(),
                    in.hasMore() ? Optional.of(in.address("reporter")) : Optional.empty());
            case "REMOVED" -> new Removed(in.address("peer"));
            case "ALIVE" -> new Alive(in.peer("peer"));
            case "LEAVE" -> new Leave(in.peer("peer"));
            case "STATUS" -> new Status();
            case "STATE" -> new State(in.rest("pairs", MAX_LINE));
            case "ERROR" -> new Rejected(in.rest("reason", MAX_LINE).toString());
            default -> QueryCodec.decode(verb, in);
        };
    }

    /** Shortens an error message, which may quote a whole line, so that it fits on a line itself. */
    private static String truncate(String reason) {
        return reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON) + "...";
    }

    private static void encode(String verb, List<MessageIds> named, LineBuffer out) {
        out.ascii(verb);
        named.forEach(ids -> ids.write(out));
    }

    static int count(FieldReader in, String name) throws ProtocolException {
        return (int) in.number(name, 0, MAX_COUNT);
    }

    private static Certificate certificate(FieldReader in) throws ProtocolException {
        return new Certificate(new EncodedCertificate(in.base64("certificate", EncodedCertificate.MAX_LENGTH)));
    }

    private static PingReply pingReply(FieldReader in) throws ProtocolException {
        long token = in.number("token", 0, Long.MAX_VALUE);
        PeerId peer = in.peer("peer");
        return new PingReply(token, peer, count(in, "degree"), in.number("published", 0, Long.MAX_VALUE),
                in.hex("digest"), Identity.readStart(peer, in), in.hasMore() && in.word("state").equals("leaving"));
    }

    private static List<Address> addresses(FieldReader in) throws ProtocolException {
        List<Address> addresses = new ArrayList<>();
        while (in.hasMore()) {
            addresses.add(in.address("address"));
        }
        return List.copyOf(addresses);
    }

    /** Appends the line of the message and the line terminator. */
    public static void encode(Message message, LineBuffer out) {
        switch (message) {
            case Gossip m -> out.bytes(GossipDecoder.verb(m.payload())).number(m.hops()).space().payload(m.payload());
            case Certificate m -> out.ascii("CERTIFICATE ").ascii(m.encoded().toString());
            case Ping m -> out.ascii("PING ").number(m.token()).space().hex(m.digest());
            case PingReply m -> out.ascii("PING_REPLY ").number(m.token()).space().peer(m.peer()).space()
                    .number(m.degree()).space().number(m.published()).space().hex(m.digest()).space()
                    .number(m.start()).ascii(m.leaving() ? " leaving" : "");
            case Hello m -> m.identity().write(out.ascii("HELLO ").peer(m.peer()));
            case Full m -> {
                out.ascii("FULL");
                m.others().forEach(other -> out.space().address(other));
            }
            case Surplus m -> out.ascii("SURPLUS");
            case Shed m -> out.ascii("SHED");
            case Bye m -> out.ascii("BYE ").text(Utf8String.of(m.reason()));
            case Digest m -> out.ascii("DIGEST ").hex(m.value());
            case Buckets m -> out.ascii("BUCKETS " + m.prefix());
            case Sums m -> ExchangeCodec.encode(m, out);
            case Watermarks m -> out.ascii("WATERMARKS " + m.prefix()).space().number(m.horizon()).space()
                    .number(m.count());
            case Watermark m -> ExchangeCodec.encode(m, out);
            case Supplied m -> out.ascii("SUPPLIED " + m.prefix()).space().number(m.lines());
            case Floor m -> out.ascii("FLOOR ").origin(m.origin()).space().number(m.next()).space().number(m.age());
            case Prune m -> out.ascii("PRUNE");
            case Ihave m -> encode("IHAVE", m.ids(), out);
            case Graft m -> encode("GRAFT", m.ids(), out);
            case Want m -> encode("WANT", m.ids(), out);
            case Root m -> out.ascii("ROOT ").number(m.degree()).space().address(m.hub()).space().number(m.time())
                    .space().number(m.hops());
            case Register m -> MembershipCodec.encode(m, out);
            case MemberList m -> MembershipCodec.encode(m, out);
            case Member m -> MembershipCodec.encode(m, out);
            case Buried m -> out.ascii("BURIED ").peer(m.peer());
            case Dead m -> {
                out.ascii("DEAD ").address(m.peer());
                m.incarnation().ifPresent(incarnation -> out.space().number(incarnation));
                m.reporter().ifPresent(reporter -> out.space().address(reporter));
            }
            case Removed m -> out.ascii("REMOVED ").address(m.peer());
            case Alive m -> out.ascii("ALIVE ").peer(m.peer());
            case Leave m -> out.ascii("LEAVE ").peer(m.peer());
            case Members m -> MembershipCodec.encode(m, out);
            case Status m -> out.ascii("STATUS");
            case State m -> out.ascii("STATE ").text(m.pairs());
            case Rejected m -> out.ascii("ERROR ").text(Utf8String.of(m.reason()));
            case Query m -> QueryCodec.encode(m, out);
        }
        out.character('\n');
    }

    /** Returns the length of the line in bytes, accurate for messages with free text and estimated for others. */
    public static int length(Message message) {
        return switch (message) {
            case Gossip gossip -> GOSSIP_OVERHEAD + gossip.payload().length();
            case Certificate certificate -> SHORT_LENGTH + certificate.encoded().encodedLength();
            case State state -> SHORT_LENGTH + state.pairs().length();
            case Query query -> QueryCodec.length(query);
            case Ihave ihave -> SHORT_LENGTH * (1 + ihave.ids().size());
            default -> SHORT_LENGTH;
        };
    }

    /** Returns the verb of the message, for error messages. */
    public static String verb(Message message) {
        LineBuffer line = new LineBuffer();
        encode(message, line);
        return line.toString().split("[ \n]", 2)[0];
    }
}
