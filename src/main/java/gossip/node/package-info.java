/**
 * The boundary of a node: what a node asks of its host, what the host calls on the node, and what the node reports.
 *
 * <p>Classes in reading order:
 * <ul>
 * <li>{@link gossip.node.Node}: a seed or a peer, as its host sees it
 * <li>{@link gossip.node.Environment}: clock, randomness, connections and {@link gossip.node.Timer timers} of the host
 * <li>{@link gossip.node.ProtocolRules}: the decisions of a peer that an experiment may replace
 * <li>{@link gossip.node.Link} and {@link gossip.node.LinkHandler}: one end of a connection, and its receiver
 * <li>{@link gossip.node.HostCheck}: reports that the host has lost the address of the node
 * <li>{@link gossip.node.LinkIdentity} and {@link gossip.node.Authorization}: who the other end of a link is, and what
 *     it may send
 * <li>{@link gossip.node.SignatureService}: the key of the node and its trust in the keys of others, with the
 *     {@link gossip.node.Refusal}s of messages
 * <li>{@link gossip.node.DialFailure}: why a dial failed
 * <li>{@link gossip.node.Request}: one request and its reply on a short connection
 * <li>{@link gossip.node.RateLimit}: bounds the answers on one connection
 * <li>{@link gossip.node.PendingLinks}: inbound links before a handshake
 * <li>{@link gossip.node.RowReplies} and {@link gossip.node.LinkTraffic}: what answers the queries of clients, if
 *     {@link gossip.node.Control} allows them
 * <li>{@link gossip.node.Journal} and {@link gossip.node.JournalEntry}: the records that survive the process
 * <li>{@link gossip.node.PeerListener} and {@link gossip.node.SeedListener}, both a {@link gossip.node.NodeListener}:
 *     the events that a node reports
 * </ul>
 *
 * <pre>
 *        start, accepted              received, closed, ...
 * host ------------------> Node      LinkHandler <---------- host
 *                           |             |
 *                           v             v
 *                Environment, Link, PeerListener, SeedListener
 * </pre>
 *
 * <p>The rule of this package: a node owns no socket, thread or clock. Its host calls it from one thread at a time, and
 * the node acts only through {@code Environment}, {@code Link} and its listener. With the same calls and the same
 * random numbers, it always does the same. So the same node runs on sockets and in a simulation in virtual time.
 */
package gossip.node;
