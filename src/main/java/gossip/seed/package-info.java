/**
 * The seed: who is a member, and the seed's behaviour towards those who ask, register and report.
 *
 * <p>A seed never forwards gossip and never takes a report for a verdict: it probes the accused itself. What it lists
 * it holds by lease; whom it removes it buries, and only a higher incarnation of that address registers again.
 */
package gossip.seed;
