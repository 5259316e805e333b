/**
 * The events that a node reports: their names and keys, the clients that watch them, and records about failures.
 *
 * <p>Classes in reading order:
 * <ul>
 * <li>{@link gossip.node.event.EventTap}: gives events their names and keys, for the log and for clients
 * <li>{@link gossip.node.event.EventWatchers} and {@link gossip.node.event.EventFilter}: the clients that watch events,
 *     and which of them each one receives
 * <li>{@link gossip.node.event.EvidenceLog}: the last events about failures, for the queries of clients
 * <li>{@link gossip.node.event.EventCounts}: counters of events for the status
 * </ul>
 *
 * <pre>
 * part of a node --> EventTap --> NodeListener (event log)
 *                       |   \--> EventWatchers --EventFilter--> links of clients
 *                       +-------> EvidenceLog, EventCounts
 * </pre>
 */
package gossip.node.event;
