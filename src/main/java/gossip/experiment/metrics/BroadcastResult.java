package gossip.experiment.metrics;

import gossip.protocol.Address;
import gossip.stats.Percentiles;

/**
 * The figures of one broadcast.
 *
 * @param atSeconds when it was generated, in seconds from the start of the run
 * @param peers the peers that ran when it was generated, N
 * @param links the links between them, E
 * @param due the peers besides the origin that ran from the generation to the end of the experiment
 * @param delivered the due peers that have received it
 * @param promptly the due peers that have received it promptly
 * @param hops the links crossed to the due peers
 * @param latencyMillis the milliseconds until the due peers received it
 * @param sends how often it was sent promptly
 * @param lateSends how often it was sent later, by anti-entropy and to new peers
 */
public record BroadcastResult(
        double atSeconds, Address origin, int peers, long links, int due, int delivered, int promptly, Percentiles hops,
        Percentiles latencyMillis, long sends, long lateSends) {

    /** Returns 2E-(N-1), the sends of flooding: twice over each link, but once over links on which it arrived first. */
    public long floodSends() {
        return 2 * links - (peers - 1);
    }

    /** Returns N-1, the sends over a spanning tree, which are the minimum of any dissemination. */
    public long treeSends() {
        return peers - 1L;
    }

    /** Returns the delivered share of the due peers, from 0 to 1. */
    public double delivery() {
        return due == 0 ? 1 : (double) delivered / due;
    }
}
