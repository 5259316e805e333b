package gossip.node;

/**
 * What a link has carried so far.
 *
 * @param queued bytes that are not yet written
 */
public record LinkTraffic(long messagesIn, long messagesOut, long bytesIn, long bytesOut, long queued) {

    /** The traffic of a link that is not counted. */
    public static final LinkTraffic NONE = new LinkTraffic(0, 0, 0, 0, 0);

    /** Returns the sum of both. */
    public LinkTraffic plus(LinkTraffic other) {
        return new LinkTraffic(messagesIn + other.messagesIn, messagesOut + other.messagesOut,
                bytesIn + other.bytesIn, bytesOut + other.bytesOut, queued + other.queued);
    }
}
