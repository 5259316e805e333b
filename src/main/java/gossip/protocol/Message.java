package gossip.protocol;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A line of the protocol. The table in the package documentation says who sends which and what answers it. */
public sealed interface Message {

    /** "I am here, this well connected; hold my place for the lease and list at most so many others." */
    record Register(PeerId peer, int degree, Duration lease, int most) implements Message {

        /** What a peer asks for; the seed can tell the peer's heartbeat from it. */
        public static final int HEARTBEATS_PER_LEASE = 7;
        /** Used where the line names no lease: heartbeats of the default 13 s. */
        public static final Duration DEFAULT_LEASE = Duration.ofSeconds(13).multipliedBy(HEARTBEATS_PER_LEASE);
    }

    /** Heads a list: how many members there are, and how many {@link Member} lines follow. */
    record MemberList(int total, int listed) implements Message {}

    /** A listed member with the degree it last told. */
    record Member(PeerId peer, int degree) implements Message {}

    /** "That life is over here; only a higher incarnation than this one can register." */
    record Buried(PeerId peer) implements Message {}

    /** A report: the reporter holds this peer for dead. Without an incarnation, the life that is listed is meant. */
    record Dead(Address peer, Optional<Long> incarnation, Optional<Address> reporter) implements Message {}

    /** The seed's verdict on a report, or its answer to a leave: not listed any more. */
    record Removed(Address peer) implements Message {}

    /** The seed's verdict on a report: it answered my probe. */
    record Alive(PeerId peer) implements Message {}

    /** A clean departure, told to seeds and neighbors. */
    record Leave(PeerId peer) implements Message {}

    /** A seed's list, for a person. */
    record Members() implements Message {}

    /** Any node's state, for a person. */
    record Status() implements Message {}

    /** Answers {@link Status} with {@code key=value} pairs. */
    record State(Utf8String pairs) implements Message {}

    /** Offers, or accepts, a link between the two peers; on a link that stands, tells a new incarnation. */
    record Hello(PeerId peer) implements Message {}

    /** A gossip message on its way; hops counts the links it has crossed once this one is crossed. */
    record Gossip(int hops, Payload payload) implements Message {

        /** What the wire carries at most; nobody is that far away. */
        public static final int MAX_HOPS = 9_999_999;

        public Gossip(int hops, MessageId id, Utf8String text) {
            this(hops, Payload.of(id, text));
        }

        public MessageId id() {
            return payload.id();
        }

        public Utf8String text() {
            return payload.text();
        }

        /** This message as it goes over the next link. */
        public Gossip onward() {
            return new Gossip(Math.min(hops + 1, MAX_HOPS), payload);
        }
    }

    /** "Are you alive?", with the digest of the asker's watermarks. */
    record Ping(long token, long digest) implements Message {}

    /** "I am", with what the asker may want to know: degree, messages published in this life, digest. */
    record PingReply(long token, PeerId peer, int degree, long published, long digest) implements Message {}

    /** Refuses a link for want of room and names others to try. */
    record Full(List<Address> others) implements Message {}

    /** "This new link mends the overlay; no join and no loss owed it, so half of it is on each of our accounts." */
    record Surplus() implements Message {}

    /** "I have a link too many; end this one, with BYE, if you can do without it as well." No answer is a no. */
    record Shed() implements Message {}

    /** Ends a link without anybody being dead. */
    record Bye(String reason) implements Message {}

    /** The digest of the sender's watermarks: equal digests, equal knowledge. */
    record Digest(long value) implements Message {}

    /** Heads a list of so many {@link Watermark} lines, which asks for everything beyond them. */
    record Watermarks(int count) implements Message {}

    /** The sender needs nothing of this origin below next. */
    record Watermark(PeerId origin, long next) implements Message {}

    /** The sender no longer holds everything of this origin below next; it cannot be had from here. */
    record Floor(PeerId origin, long next) implements Message {}

    /** "Spare me further messages of this origin; I get them from another neighbor." */
    record Prune(PeerId origin) implements Message {}

    /** "Push me this origin's messages again", or everything, whatever I asked to be spared. */
    record Graft(Optional<PeerId> origin) implements Message {}

    /** The last line before a connection is closed for bad input. */
    record Rejected(String reason) implements Message {}
}
