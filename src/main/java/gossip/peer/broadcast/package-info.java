/**
 * The broadcast of gossip messages: flooding, deduplication and anti-entropy.
 *
 * <ol>
 * <li>{@link gossip.peer.broadcast.Broadcast}: publishes, delivers the first copy, forwards it, counts duplicates
 * <li>{@link gossip.peer.broadcast.Dissemination}: flooding or one tree, an option of the peer
 * <li>{@link gossip.peer.broadcast.TreeRequests}: what neighbors announce and request outside of the tree
 * <li>{@link gossip.peer.broadcast.AntiEntropy}: compares digests and begins exchanges, with
 *     {@link gossip.peer.broadcast.ExchangeAnswers}, {@link gossip.peer.broadcast.MissingMessages} and, for each link,
 *     {@link gossip.peer.broadcast.LinkSync} and {@link gossip.peer.broadcast.SettledDifferences}
 * <li>{@link gossip.peer.broadcast.MessageHistory}: decides whether a message is new
 * <li>{@link gossip.peer.broadcast.OriginTable}: admits, evicts and forgets origins, in
 *     {@link gossip.peer.broadcast.OriginList}s, with {@link gossip.peer.broadcast.ForgottenOrigins}
 * <li>{@link gossip.peer.broadcast.OriginState}: one origin, with its {@link gossip.peer.broadcast.ReceivedSet} of
 *     sequence numbers and their {@link gossip.peer.broadcast.Gaps}
 * <li>{@link gossip.peer.broadcast.DigestTree}: the digests by prefixes of {@link gossip.peer.broadcast.OriginHash}
 * <li>{@link gossip.peer.broadcast.FloorClaims} and {@link gossip.peer.broadcast.StatedActivity}: what neighbors
 *     state about messages and origins, before and after it is accepted
 * <li>{@link gossip.peer.broadcast.MessageCache}: each {@link gossip.peer.broadcast.StoredMessage} in full, within a
 *     {@link gossip.peer.broadcast.Retention}
 * <li>{@link gossip.peer.broadcast.HistoryRecords}: the history as records of a journal, and back
 * </ol>
 *
 * <p>Nothing is delivered, forwarded or counted before MessageHistory has decided. All memory is bounded.
 * Reasons: {@code src/docs/dissemination.md}.
 *
 * <pre>
 * GOSSIP --> Broadcast --new?--> MessageHistory --> OriginTable, MessageCache
 *               |  +--each copy--> package tree --PRUNE, GRAFT, IHAVE--> neighbors        ^
 *               +--GOSSIP--> neighbors in the tree                                        |
 * DIGEST, BUCKETS, WATERMARKS, FLOOR --> AntiEntropy ----missing messages, floors---------+
 * </pre>
 */
package gossip.peer.broadcast;
