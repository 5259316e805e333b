package gossip.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The beginning of the one kind of line that is read without being decoded: {@code GOSSIP hops ...}. */
final class GossipHeader {

    /** With the space behind it; not to be changed. */
    static final byte[] VERB = "GOSSIP ".getBytes(StandardCharsets.US_ASCII);
    /** As many as {@link Message.Gossip#MAX_HOPS} has; a number with more zeros before it is for the decoder. */
    private static final int MOST_DIGITS = 7;

    private GossipHeader() {}

    /** Where the id begins, or -1 if the line is of another kind or the number of hops is none. */
    static int afterHops(byte[] line, int from, int to) {
        int hopsAt = from + VERB.length;
        if (to <= hopsAt || !Arrays.equals(line, from, hopsAt, VERB, 0, VERB.length)) {
            return -1;
        }
        int at = hopsAt;
        while (at < to && line[at] >= '0' && line[at] <= '9') {
            at++;
        }
        boolean wellFormed = at > hopsAt && at - hopsAt <= MOST_DIGITS && at < to && line[at] == ' ';
        return wellFormed ? at + 1 : -1;
    }

    /** The number of hops, of a line in which {@link #afterHops} has found them. */
    static int hops(byte[] line, int from) {
        int hops = 0;
        for (int i = from + VERB.length; line[i] != ' '; i++) {
            hops = hops * 10 + line[i] - '0';
        }
        return hops;
    }
}
