/**
 * The broadcast of gossip messages: flooding, trees, deduplication and anti-entropy.
 *
 * <ol>
 * <li>{@link gossip.peer.broadcast.Broadcast}: publishes, delivers the first copy, forwards it, counts duplicates
 * <li>{@link gossip.peer.broadcast.Dissemination}: flooding or pruning, an option of the peer
 * <li>{@link gossip.peer.broadcast.BroadcastTrees}: PRUNE and GRAFT, one tree for each origin
 * <li>{@link gossip.peer.broadcast.AntiEntropy}: compares digests and exchanges missing messages
 * <li>{@link gossip.peer.broadcast.MessageHistory}: what was received, its digest and watermarks
 * <li>{@link gossip.peer.broadcast.ReceivedSet}: the sequence numbers received from one origin
 * <li>{@link gossip.peer.broadcast.MessageCache}: the most recent messages in full
 * </ol>
 *
 * <p>MessageHistory decides whether a message is new. Nothing is delivered, forwarded or counted before that decision.
 * All memory is bounded. Reasons: {@code src/docs/dissemination.md}.
 *
 * <pre>
 * GOSSIP --> Broadcast --new?--> MessageHistory --> ReceivedSet, MessageCache
 *               |  +--which neighbors?--> BroadcastTrees --PRUNE, GRAFT--> neighbors      ^
 *               +--GOSSIP--> neighbors                                                    |
 * DIGEST, WATERMARKS, FLOOR --> AntiEntropy ----------missing messages, floors------------+
 * </pre>
 */
package gossip.peer.broadcast;
