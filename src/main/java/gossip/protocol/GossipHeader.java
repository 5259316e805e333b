package gossip.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The start of a gossip line, {@code GOSSIP hops}. It is read without decoding the rest of the line. */
final class GossipHeader {

    /** The verb and the space after it; must not be modified. */
    static final byte[] VERB = "GOSSIP ".getBytes(StandardCharsets.US_ASCII);
    /** The digits of {@link Message.Gossip#MAX_HOPS}. A number with more leading zeros is left to the codec. */
    private static final int MAX_DIGITS = 7;

    private GossipHeader() {}

    /** Returns the index of the message id, or -1 if the line is not a gossip line with a valid number of hops. */
    static int afterHops(byte[] line, int from, int to) {
        int hopsAt = from + VERB.length;
        if (to <= hopsAt || !Arrays.equals(line, from, hopsAt, VERB, 0, VERB.length)) {
            return -1;
        }
        int at = hopsAt;
        while (at < to && line[at] >= '0' && line[at] <= '9') {
            at++;
        }
        boolean valid = at > hopsAt && at - hopsAt <= MAX_DIGITS && at < to && line[at] == ' ';
        return valid ? at + 1 : -1;
    }

    /** Returns the number of hops of a line for which {@link #afterHops} has returned an index. */
    static int hops(byte[] line, int from) {
        int hops = 0;
        for (int i = from + VERB.length; line[i] != ' '; i++) {
            hops = hops * 10 + line[i] - '0';
        }
        return hops;
    }
}
