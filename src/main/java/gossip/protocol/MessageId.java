package gossip.protocol;

/**
 * What makes a gossip message unique: the life of the peer that generated it and its number there, from 0 on.
 * The text cannot do that: two peers on one host may say the same thing in the same second.
 */
public record MessageId(PeerId origin, long sequence) {

    /** @throws IllegalArgumentException when the sequence is negative */
    public MessageId {
        if (sequence < 0) {
            throw new IllegalArgumentException("sequence " + sequence + " is negative");
        }
    }

    /** {@code host:port/incarnation/sequence}, the form of the wire and of the log. */
    @Override
    public String toString() {
        return origin + "/" + sequence;
    }
}
