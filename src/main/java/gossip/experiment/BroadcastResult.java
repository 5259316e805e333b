package gossip.experiment;

import gossip.protocol.Address;
import gossip.stats.Percentiles;

/**
 * What became of one broadcast.
 *
 * @param atSeconds when it was generated, from the beginning of the run
 * @param peers that lived then
 * @param links between them then, E
 * @param due the peers besides the origin that lived then and to the end
 * @param delivered how many of these have received it
 * @param promptly how many of these within {@link Results#PROMPT_DELAYS} link delays
 * @param hops links crossed to those to whom it was delivered
 * @param latency milliseconds to those to whom it was delivered
 * @param sends how often it was put on a link within {@link Results#PROMPT_DELAYS} link delays
 * @param lateSends how often later, by anti-entropy and to newcomers
 */
public record BroadcastResult(
        double atSeconds, Address origin, int peers, long links, int due, int delivered, int promptly, Percentiles hops,
        Percentiles latencyMillis, long sends, long lateSends) {

    /** What flooding costs: every link twice, but only once where the message came from: 2E-(N-1). */
    public long floodSends() {
        return 2 * links - (peers - 1);
    }

    /** The least that any way of spreading costs. */
    public long treeSends() {
        return peers - 1L;
    }

    /** From 0 to 1. */
    public double delivery() {
        return due == 0 ? 1 : (double) delivered / due;
    }
}
