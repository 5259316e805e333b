package gossip.protocol;

import gossip.protocol.Message.Gossip;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A decoder that reads the id of a GOSSIP or SIGNED line from its bytes. Most lines are copies of received messages,
 * and for them the id is enough. Reading it creates no object if the origin is remembered. Not thread-safe: each node
 * has a decoder.
 *
 * <pre>
 * read: is it GOSSIP of a remembered origin? --yes--> origin(), sequence() --not received yet--+
 *                   |                                                                          v
 *                   +--no--------------------------------------------------------------> decode()
 * </pre>
 */
public final class GossipDecoder {

    /** The verb and the space after it; must not be modified. */
    private static final byte[] VERB = "GOSSIP ".getBytes(StandardCharsets.US_ASCII);
    /** The verb of signed messages. It has the length of the other one. */
    private static final byte[] SIGNED_VERB = "SIGNED ".getBytes(StandardCharsets.US_ASCII);
    /** Origins that are remembered, at most, a power of two. Of two with the same slot, the later one is kept. */
    static final int MAX_ORIGINS = 512;
    /** A number with more digits is left to the codec. Fewer than 19, so that no value overflows. */
    private static final int MAX_DIGITS = 18;
    private static final int MAX_HOPS_DIGITS = 7;

    /** An origin in the form in which lines contain it, {@code host:port/start}. */
    private record Remembered(byte[] bytes, Origin origin) {}

    private final Remembered[] origins = new Remembered[MAX_ORIGINS];
    private byte[] line = {};
    private int from;
    private int to;
    private int idAt;
    /** Index of the slash after the origin; 0 if the line is no gossip message in the usual form. */
    private int originEnd;
    private int textAt;
    private int hops;
    private Origin origin;
    private long sequence;

    /**
     * Reads the start of {@code line[from, to)}, which stays in place until {@link #decode} is called.
     *
     * @return whether it is a gossip message of a remembered origin
     */
    public boolean read(byte[] newLine, int newFrom, int newTo) {
        line = newLine;
        from = newFrom;
        to = newTo;
        originEnd = 0;
        return readHops() && readSequence() && findOrigin();
    }

    private boolean readHops() {
        int at = from + VERB.length;
        if (to <= at || !hasVerb(VERB) && !hasVerb(SIGNED_VERB)) {
            return false;
        }
        hops = 0;
        int digitsAt = at;
        while (at < to && isDigit(line[at])) {
            hops = hops * 10 + line[at++] - '0';
        }
        idAt = at + 1;
        return at > digitsAt && at - digitsAt <= MAX_HOPS_DIGITS && at < to && line[at] == ' ';
    }

    private boolean hasVerb(byte[] verb) {
        return Arrays.equals(line, from, from + verb.length, verb, 0, verb.length);
    }

    /** Returns the verb of the lines of a message, and the space after it; must not be modified. */
    static byte[] verb(Payload payload) {
        return payload instanceof SignedPayload ? SIGNED_VERB : VERB;
    }

    private boolean readSequence() {
        int end = Bytes.indexOf(line, idAt, to, ' ');
        textAt = end + 1;
        sequence = 0;
        int at = end - 1;
        for (long factor = 1; at >= idAt && isDigit(line[at]) && end - at <= MAX_DIGITS; at--) {
            sequence += factor * (line[at] - '0');
            factor *= 10;
        }
        boolean isUsual = textAt < to && at < end - 1 && at > idAt && line[at] == '/';
        originEnd = isUsual ? at : 0;
        return isUsual;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private boolean findOrigin() {
        Remembered remembered = origins[slot()];
        if (remembered == null
                || !Arrays.equals(remembered.bytes, 0, remembered.bytes.length, line, idAt, originEnd)) {
            return false;
        }
        origin = remembered.origin;
        return true;
    }

    private int slot() {
        return Bytes.hash(line, idAt, originEnd) & MAX_ORIGINS - 1;
    }

    /** Returns the origin of the message, after {@link #read} has returned true. */
    public Origin origin() {
        return origin;
    }

    /** Returns the sequence number of the message, after {@link #read} has returned true. */
    public long sequence() {
        return sequence;
    }

    /**
     * Decodes the line of the last call of {@link #read}, whatever its result.
     *
     * @throws ProtocolException if the line is invalid
     */
    public Message decode() throws ProtocolException {
        boolean isRemembered = originEnd > 0 && findOrigin();
        if (isRemembered && line[from] != VERB[0]) {
            return decodeSigned();
        }
        if (isRemembered && to - textAt <= Codec.MAX_TEXT) {
            Utf8String.validate(line, textAt, to);
            return new Gossip(hops, Payload.copyOf(new MessageId(origin, sequence), line, idAt, textAt, to));
        }
        Message message = Codec.decode(line, from, to);
        if (originEnd > 0 && message instanceof Gossip gossip) {
            origins[slot()] = new Remembered(Arrays.copyOfRange(line, idAt, originEnd), gossip.id().origin());
        }
        return message;
    }

    private Gossip decodeSigned() throws ProtocolException {
        Utf8String.validate(line, textAt, to);
        try {
            return new Gossip(hops,
                    new FieldReader(line, textAt, to).signedPayload(new MessageId(origin, sequence), idAt));
        } catch (ProtocolException e) {
            throw new ProtocolException("SIGNED: " + e.getMessage(), e);
        }
    }
}
