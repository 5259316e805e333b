package gossip.experiment.metrics;

/**
 * The numbers of {@link Verdicts} that were due and that were given.
 *
 * @param due pairs of a crashed peer and a neighbor at the crash that ran to the end
 * @param given those pairs in which the neighbor declared the peer dead
 * @param removalsDue pairs of a crashed peer and a seed that listed it at the crash
 * @param removals those pairs in which the seed removed the peer
 */
public record VerdictCounts(long due, long given, long removalsDue, long removals) {}
