/**
 * Failure detection and death reports.
 *
 * <ol>
 * <li>{@link gossip.peer.failure.FailureDetector}: sends a PING to each neighbor at each heartbeat, counts misses and
 *     declares neighbors dead
 * <li>{@link gossip.peer.failure.FallbackProbes}: repeats the PING on separate connections after a miss
 * <li>{@link gossip.peer.failure.Redials}: spreads the dials of broken links over the heartbeat
 * <li>{@link gossip.peer.failure.LocalHealth}: whether this peer is late itself and must wait longer
 * <li>{@link gossip.peer.failure.DeathReports}: sends DEAD to every seed until the seed has answered
 * </ol>
 *
 * <p>Only a neighbor declares a peer dead, and only a seed removes it. Timing and reasons: {@code
 * src/docs/failure-detection.md}.
 *
 * <pre>
 * heartbeat --> FailureDetector --dead--> Peer --> DeathReports --DEAD--> seeds
 *                  |       ^                            ^
 *                  v       |                            +--alive: the report is withdrawn
 *               FallbackProbes
 * </pre>
 */
package gossip.peer.failure;
