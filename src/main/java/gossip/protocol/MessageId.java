package gossip.protocol;

/**
 * The unique id of a gossip message: the process that published it, and its sequence number there. Sequence numbers
 * start at 0. The text is not unique, because two peers on one host may publish the same text in the
 * same second.
 */
public record MessageId(Origin origin, long sequence) {

    /** The highest sequence number. The watermark after it is still a valid {@code long}. */
    public static final long MAX_SEQUENCE = Long.MAX_VALUE - 1;

    /** @throws IllegalArgumentException if the sequence is not in 0..{@link #MAX_SEQUENCE} */
    public MessageId {
        if (sequence < 0 || sequence > MAX_SEQUENCE) {
            throw new IllegalArgumentException("sequence " + sequence + " is not in 0.." + MAX_SEQUENCE);
        }
    }

    /** Returns {@code host:port/start/sequence}, the form used on the wire and in the log. */
    @Override
    public String toString() {
        return origin + "/" + sequence;
    }
}
