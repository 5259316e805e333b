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
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A message and its line, with a value for every field.
 *
 * @param fields the names of the fields, in order; the name of an optional field ends in a question mark
 */
record Example(String line, Message message, List<String> fields) {

    private static final PeerId ADA = new PeerId(new Address("127.0.0.1", 6001), 1763815201123L);
    private static final PeerId BOB = new PeerId(new Address("::1", 6002), PeerId.MAX_INCARNATION);
    private static final Origin ORIGIN = new Origin(ADA.address(), 1763815201000L);
    private static final Identity IDENTITY = new Identity(ADA, ORIGIN.start(), 1, "gossip", "ada");
    private static final Address EVE = new Address("eve.example.org", 65535);

    private static final String TEXT = "[2026-02-26 19->39.24]:127.0.0.1: Message 0 [Hello from ada]";

    /** The bytes 1 to 4 as a certificate. */
    private static final EncodedCertificate CERTIFICATE = new EncodedCertificate(new byte[] {1, 2, 3, 4});

    static final List<Example> ALL = List.of(
            of("GOSSIP 2 127.0.0.1:6001/1763815201000/0 " + TEXT,
                    new Gossip(2, new MessageId(ORIGIN, 0), Utf8String.of(TEXT)), "hops id text"),
            of("SIGNED 2 127.0.0.1:6001/1763815201000/0 n2SnR-G5fxMfq7a0Rylsm28CAeefs8U1bmx36JtqgGo BQYHCAk " + TEXT,
                    new Gossip(2, SignedPayload.of(new MessageId(ORIGIN, 0), CERTIFICATE.fingerprint(),
                            new byte[] {5, 6, 7, 8, 9}, Utf8String.of(TEXT))), "hops id fingerprint signature text"),
            of("CERTIFICATE AQIDBA", new Certificate(CERTIFICATE), "certificate"),
            of("PING 7 fedcba9876543210", new Ping(7, 0xfedcba9876543210L), "token? digest?"),
            of("PING_REPLY 7 [::1]:6002 9007199254740991 3 10 ff 1763815201123 leaving",
                    new PingReply(7, BOB, 3, 10, 255, 1763815201123L, true),
                    "token peer incarnation degree published digest start? leaving?"),
            of("HELLO 127.0.0.1:6001 1763815201123 1763815201000 1 gossip ada", new Hello(IDENTITY),
                    "peer incarnation start? version? network? name?"),
            of("HELLO 127.0.0.1:6001 1763815201123 1763815201000 1 gossip ada signed",
                    new Hello(new Identity(ADA, ORIGIN.start(), 1, "gossip", "ada", true)),
                    "peer incarnation start? version? network? name? signed?"),
            of("FULL [::1]:6002 eve.example.org:65535", new Full(List.of(BOB.address(), EVE)), "address? address?"),
            of("SURPLUS", new Surplus(), ""),
            of("SHED", new Shed(), ""),
            of("BYE stale incarnation", new Bye("stale incarnation"), "reason text"),
            of("DIGEST 0", new Digest(0), "digest"),
            of("BUCKETS -", new Buckets(HashPrefix.ROOT), "prefix"),
            of("SUMS 3f 3600" + " 2 ff".repeat(16), new Sums(new HashPrefix(0x3fL << 56, 2), 3600,
                    Collections.nCopies(16, 2), Collections.nCopies(16, 255L)), "prefix horizon count sum"),
            of("WATERMARKS 3f 3600 12", new Watermarks(new HashPrefix(0x3fL << 56, 2), 3600, 12),
                    "prefix horizon count"),
            of("WATERMARK 127.0.0.1:6001 1763815201000 9223372036854775803 60 9223372036854775804 9223372036854775806",
                    new Watermark(ORIGIN, Long.MAX_VALUE - 4, 60, List.of(Long.MAX_VALUE - 3, Long.MAX_VALUE - 1)),
                    "origin start next age? first? end"),
            of("SUPPLIED 3f 5", new Supplied(new HashPrefix(0x3fL << 56, 2), 5), "prefix lines?"),
            of("IHAVE 127.0.0.1:6001/1763815201000 4 5", new Ihave(List.of(new MessageIds(ORIGIN, List.of(4L, 5L)))),
                    "origin first end"),
            of("PRUNE", new Prune(), ""),
            of("GRAFT 127.0.0.1:6001/1763815201000 4 6 7 8",
                    new Graft(List.of(new MessageIds(ORIGIN, List.of(4L, 6L, 7L, 8L)))),
                    "origin? first end first? end"),
            of("WANT 127.0.0.1:6001/1763815201000 4 5",
                    new Want(List.of(new MessageIds(ORIGIN, List.of(4L, 5L)))), "origin first end"),
            of("ROOT 7 127.0.0.1:6001 1763815201123 3", new Root(7, ADA.address(), 1763815201123L, 3),
                    "degree address time hops"),
            of("FLOOR 127.0.0.1:6001 1763815201000 4 60", new Floor(ORIGIN, 4, 60), "origin start next age?"),
            of("REGISTER 127.0.0.1:6001 1763815201123 2 65000 100 1763815201000 1 gossip ada",
                    new Register(IDENTITY, 2, Duration.ofSeconds(65), 100, -1),
                    "peer incarnation degree lease? most? start? version? network? name?"),
            of("LIST 1000 128 7", new MemberList(1000, 128, OptionalInt.of(7)), "total listed unlinked?"),
            of("MEMBER 127.0.0.1:6001 1763815201123 2 1763815201000 ada 5",
                    new Member(ADA, 2, ORIGIN.start(), "ada", 5), "peer incarnation degree start? name? published?"),
            of("BURIED 127.0.0.1:6001 1763815201123", new Buried(ADA), "peer incarnation"),
            of("DEAD 127.0.0.1:6001 1763815201123 eve.example.org:65535",
                    new Dead(ADA.address(), Optional.of(ADA.incarnation()), Optional.of(EVE)),
                    "peer incarnation? reporter?"),
            of("REMOVED 127.0.0.1:6001", new Removed(ADA.address()), "peer"),
            of("ALIVE 127.0.0.1:6001 1763815201123", new Alive(ADA), "peer incarnation"),
            of("LEAVE 127.0.0.1:6001 1763815201123", new Leave(ADA), "peer incarnation"),
            of("MEMBERS 127.0.0.1:6001", new Members(Optional.of(ADA.address()), Integer.MAX_VALUE), "address?"),
            of("MEMBERS 16", new Members(Optional.empty(), 16), "address?"),
            of("STATUS", new Status(), ""),
            of("STATE role=peer degree=2", new State(Utf8String.of("role=peer degree=2")), "pairs text"),
            of("PUBLISH hello", new Message.Publish(Utf8String.of("hello")), "text"),
            of("PUBLISHED 127.0.0.1:6001/1763815201000/3", new Message.Published(new MessageId(ORIGIN, 3)), "id"),
            of("NEIGHBORS", new Message.Neighbors(), ""),
            of("SEEN 127.0.0.1:6001/1763815201000/3", new Message.Seen(new MessageId(ORIGIN, 3)), "id"),
            of("MESSAGES 10", new Message.Messages(10), "most?"),
            of("EVIDENCE 127.0.0.1:6001", new Message.Evidence(Optional.of(ADA.address())), "peer?"),
            of("WATCH GOSSIP_*,PING_?", new Message.Watch("GOSSIP_*,PING_?"), "glob?"),
            of("ROWS 2", new Message.ReplyRows(2), "count"),
            of("ROW peer=ada:1 misses=0", new Message.ReplyRow(Utf8String.of("peer=ada:1 misses=0")), "pairs text"),
            of("EVENT time=1 event=JOINED", new Message.Observed(Utf8String.of("time=1 event=JOINED")), "pairs text"),
            of("ERROR unknown verb", new Rejected("unknown verb"), "reason text"));

    private static Example of(String line, Message message, String fields) {
        return new Example(line, message, Arrays.stream(fields.split(" ")).filter(name -> !name.isEmpty()).toList());
    }

    String verb() {
        return line.split(" ", 2)[0];
    }

    /** Tests whether the line ends in free text or in a list of any length. */
    boolean isOpenEnded() {
        return fields.contains("text")
                || List.of("FULL", "IHAVE", "GRAFT", "WANT", "WATERMARK").contains(verb());
    }

    /** Returns the line up to the field with this index, without that field. */
    String before(int field) {
        return String.join(" ", Arrays.asList(line.split(" ")).subList(0, field + 1));
    }

    /** Returns the line with another value for the field with this index. */
    String with(int field, String value) {
        String[] words = line.split(" ");
        words[field + 1] = value;
        return String.join(" ", words);
    }

    @Override
    public String toString() {
        return line;
    }
}
