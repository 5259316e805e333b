package gossip.protocol;

import gossip.identity.EncodedCertificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A message of the protocol. The table in the package documentation states sender and meaning of each message. */
public sealed interface Message {

    /** A registration or its renewal, and a request for members. {@code published} is negative if it is not stated. */
    record Register(Identity identity, int degree, Duration lease, int most, long published) implements Message {
        /** The lease that a peer requests, in heartbeats. The seed derives the heartbeat of the peer from the lease. */
        public static final int HEARTBEATS_PER_LEASE = 7;
        /** The lease of a line without a lease, for the default heartbeat of 13 s. */
        public static final Duration DEFAULT_LEASE = Duration.ofSeconds(13 * HEARTBEATS_PER_LEASE);
        /** The longest lease. A peer that is gone stays listed for at most this time. */
        public static final Duration MAX_LEASE = Duration.ofHours(1);

        public PeerId peer() {
            return identity.peer();
        }
    }

    /** The header of {@code listed} {@link Member} lines. A sample by degree says how many members have degree 0. */
    record MemberList(int total, int listed, OptionalInt unlinked) implements Message {}

    /** A listed member as it registered last. {@code published} is negative if it is not known. */
    record Member(PeerId peer, int degree, long start, String name, long published) implements Message {

        /** Creates a member in its first incarnation, without a name. */
        public Member(PeerId peer, int degree) {
            this(peer, degree, peer.incarnation(), "", -1);
        }

        /** Returns the origin of the messages that this member publishes. */
        public Origin origin() {
            return new Origin(peer.address(), start);
        }
    }

    /** A refused registration. The seed holds a tombstone for this incarnation; only a higher one can register. */
    record Buried(PeerId peer) implements Message {}

    /** A death report. Without an incarnation, it reports the listed incarnation. */
    record Dead(Address peer, Optional<Long> incarnation, Optional<Address> reporter) implements Message {}

    /** The reply to a death report or to a leave: the seed no longer lists the peer. */
    record Removed(Address peer) implements Message {}

    /** The reply to a death report: the peer answered the probe of the seed. */
    record Alive(PeerId peer) implements Message {}

    /** A clean departure, sent to seeds and neighbors. */
    record Leave(PeerId peer) implements Message {}

    /** A request for at most so many members of a seed, or for one of them. */
    record Members(Optional<Address> address, int most) implements Message {}

    /** A request of a client for the state of a node. */
    record Status() implements Message {}

    /** The reply to {@link Status}: {@code key=value} pairs, separated by spaces. */
    record State(Utf8String pairs) implements Message {}

    /** An offer of a link, or its acceptance. On an open link, it reports a new incarnation. */
    record Hello(Identity identity) implements Message {

        public PeerId peer() {
            return identity.peer();
        }
    }

    /** A gossip message. {@code hops} counts the links that it has crossed when it is received. */
    record Gossip(int hops, Payload payload) implements Message {

        /** The highest number of hops, far above the diameter of every overlay. */
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

        /** Returns the message to forward, with one more hop. */
        public Gossip onward() {
            return new Gossip(Math.min(hops + 1, MAX_HOPS), payload);
        }
    }

    /** The certificate of an origin, sent on a link before the first message that names it. */
    record Certificate(EncodedCertificate encoded) implements Message {}

    /** A liveness probe, with a token to be copied to the reply and the digest of the sender. */
    record Ping(long token, long digest) implements Message {}

    /** The reply to {@link Ping}. {@code published} is the number of messages that this process published. */
    record PingReply(long token, PeerId peer, int degree, long published, long digest, long start, boolean leaving)
            implements Message {

        /** Creates a reply of a peer that is in its first incarnation and not leaving. */
        public PingReply(long token, PeerId peer, int degree, long published, long digest) {
            this(token, peer, degree, published, digest, peer.incarnation(), false);
        }

        /** Returns the origin of the messages that the peer publishes. */
        public Origin origin() {
            return new Origin(peer.address(), start);
        }
    }

    /** A refused link: the peer has its maximum degree. Other peers to try are named. */
    record Full(List<Address> others) implements Message {}

    /** A notice that this link was opened as an extra link, which both ends add to their surplus. */
    record Surplus() implements Message {}

    /** A request to close this link, because the sender has a surplus. The receiver agrees with {@link Bye} only. */
    record Shed() implements Message {}

    /** A refused or closed link. The sender is alive. */
    record Bye(String reason) implements Message {}

    /** The digest of the sender. Peers that received the same messages have the same digest. */
    record Digest(long value) implements Message {}

    /** A message of an exchange, in which two neighbors find and send what the other lacks. */
    sealed interface Exchange extends Message {}

    /** A request for the {@link Sums} of a prefix. The request for the empty prefix begins an exchange. */
    record Buckets(HashPrefix prefix) implements Exchange {}

    /**
     * The digests of the received messages, by the next digit of the hash of their origin.
     *
     * @param horizon how long in seconds the sender keeps the state of an origin; see {@link Watermarks}
     * @param counts number of origins for each digit, 16 numbers
     * @param sums digest for each digit, 16 numbers
     */
    record Sums(HashPrefix prefix, int horizon, List<Integer> counts, List<Long> sums) implements Exchange {

        public Sums {
            counts = List.copyOf(counts);
            sums = List.copyOf(sums);
        }
    }

    /**
     * A list of all origins that the sender knows under a prefix, in {@code count} {@link Watermark} lines.
     *
     * @param horizon seconds without a message after which the sender may have forgotten an origin
     */
    record Watermarks(HashPrefix prefix, int horizon, int count) implements Exchange {

        /** The longest list. */
        public static final int MAX_COUNT = 16;
    }

    /**
     * What the sender has received of an origin. Outside of a list, a request for the rest.
     *
     * @param next the lowest number that the sender still needs
     * @param age seconds since the sender received the latest message
     * @param received ranges of received numbers above {@code next}: first, end, first, end, ...
     */
    record Watermark(Origin origin, long next, int age, List<Long> received) implements Exchange {

        /** The largest number of ranges. The sender may have received more numbers than it lists. */
        public static final int MAX_RANGES = 64;

        public Watermark {
            received = List.copyOf(received);
        }
    }

    /** The end of the answer to a list, which had so many FLOOR and GOSSIP lines; 1 if the sender states no number. */
    record Supplied(HashPrefix prefix, int lines) implements Exchange {}

    /** The sender cannot supply all messages below {@code next}. The latest arrived {@code age} seconds ago. */
    record Floor(Origin origin, long next, int age) implements Exchange {}

    /** A message about the broadcast tree, the links that carry messages in full. */
    sealed interface Tree extends Message {}

    /** Messages that the sender has received. Announced on a link outside of the tree. */
    record Ihave(List<MessageIds> ids) implements Tree {}

    /** Takes the link out of the tree, in both directions. */
    record Prune() implements Tree {}
    /** Takes the link into the tree, in both directions, and requests messages. Without any, it names the parent. */
    record Graft(List<MessageIds> ids) implements Tree {}

    /** Requests messages and leaves the link out of the tree. */
    record Want(List<MessageIds> ids) implements Tree {}

    /** Builds the tree with a root that sent this at {@code time}. With degree 0 it is no hub. */
    record Root(int degree, Address hub, long time, int hops) implements Tree {}

    /** The {@code ERROR} line, the last one before a connection closes because of bad input. */
    record Rejected(String reason) implements Message {}

    /** A request of a client about this node, or a part of its reply. A node answers it only before HELLO. */
    sealed interface Query extends Message {}

    /** A request to publish a text as a typed line is. */
    record Publish(Utf8String text) implements Query {}

    /** The reply to {@link Publish}. */
    record Published(MessageId id) implements Query {}

    /** A request for the links of a peer. */
    record Neighbors() implements Query {}

    /** A question whether and how a peer received a message. */
    record Seen(MessageId id) implements Query {}

    /** A request for the most recent messages that a peer retains. */
    record Messages(int most) implements Query {
        /** The number in a request for all messages. */
        public static final int ALL = 10_000_000;
    }

    /** A request for what a node recorded about the failures of a peer, or of all peers. */
    record Evidence(Optional<Address> peer) implements Query {}

    /** A request for the events of a node from now on, those whose names match one of the patterns. */
    record Watch(String glob) implements Query {
        /** The pattern that matches every event. */
        public static final String EVERYTHING = "*";
    }

    /** The header of a reply: the number of {@link ReplyRow} lines that follow. */
    record ReplyRows(int count) implements Query {}

    /** One row of a reply, as {@link Pairs}. */
    record ReplyRow(Utf8String pairs) implements Query {}

    /** An event of a watched node, as {@link Pairs}. */
    record Observed(Utf8String pairs) implements Query {}
}
