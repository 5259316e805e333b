package gossip.experiment.metrics;

import gossip.protocol.Address;
import gossip.stats.Percentiles;
import java.util.List;

/**
 * The figures of one broadcast. A delivery or send is at once if it is at most the last of the given times after the
 * generation.
 *
 * @param atSeconds when it was generated, in seconds from the start of the run
 * @param atFailure whether it was generated at the moment of a failure
 * @param peers the peers that ran when it was generated, N
 * @param links the links between them, E
 * @param due the peers besides the origin that ran from the generation to the end of the experiment
 * @param delivered the due peers that have received it
 * @param reached the due peers that had received it after each of the given times
 * @param receivers the peers that have received it, due or not
 * @param unchanged whether no link opened or closed from the generation to the last send at once
 * @param hops the links crossed to the due peers
 * @param latencyMillis the milliseconds until the due peers received it
 * @param sends how often it was sent at once
 * @param lateSends how often it was sent later, by anti-entropy and to new peers
 */
public record BroadcastResult(
        double atSeconds, boolean atFailure, Address origin, int peers, long links, int due, int delivered,
        List<Integer> reached, int receivers, boolean unchanged, Percentiles hops, Percentiles latencyMillis,
        long sends, long lateSends) {

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

    /** Returns the number of due peers that it reached at once. */
    public int atOnce() {
        return reached.getLast();
    }

    /** Returns whether {@link #floodSends} applies: it reached all due peers at once over an unchanged overlay. */
    public boolean isComparable() {
        return unchanged && due > 0 && atOnce() == due;
    }

    /** Returns the relative message redundancy of Plumtree: sends per receiver, less 1; 0 without receivers. */
    public double redundancy() {
        return receivers == 0 ? 0 : (double) (sends + lateSends) / receivers - 1;
    }
}
