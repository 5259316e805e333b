package gossip.protocol;

/**
 * What makes a gossip message unique: the life of the peer that generated it and its number there, from 0 on.
 * The text cannot do that: two peers on one host may say the same thing in the same second.
 */
public record MessageId(PeerId origin, long sequence) {

    /** The watermark behind it is still a number. */
    public static final long MAX_SEQUENCE = Long.MAX_VALUE - 1;

    /** @throws IllegalArgumentException when the sequence is not in 0..{@link #MAX_SEQUENCE} */
    public MessageId {
        if (sequence < 0 || sequence > MAX_SEQUENCE) {
            throw new IllegalArgumentException("sequence " + sequence + " is not in 0.." + MAX_SEQUENCE);
        }
    }

    /** {@code host:port/incarnation/sequence}, the form of the wire and of the log. */
    @Override
    public String toString() {
        return origin + "/" + sequence;
    }
}
