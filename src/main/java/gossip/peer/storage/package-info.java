/**
 * The records of a peer that survive its process.
 *
 * <ul>
 * <li>{@link gossip.peer.storage.PeerJournal}: writes records, and holds back what depends on them until they are
 *     stored
 * <li>{@link gossip.peer.storage.Recovered}: what earlier processes of this peer have written
 * </ul>
 *
 * <p>The rule of this package: it knows the verbs of the records, but neither the history of messages nor the links.
 * {@code gossip.peer.broadcast.HistoryRecords} restores the messages. The format is documented in
 * {@code src/docs/persistence.md}.
 */
package gossip.peer.storage;
