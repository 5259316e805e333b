/**
 * The journal of a node on the disk: records as lines of the protocol, each with a checksum, in append-only files.
 *
 * <ul>
 * <li>{@link gossip.journal.NodeJournal}: the journal of a running node and its threads
 * <li>{@code JournalWriter} and {@code RecordQueue}: store records in batches, and go on without the disk if it fails
 * <li>{@link gossip.journal.JournalFolder}: appends records, and replaces old segments by a snapshot
 * <li>{@link gossip.journal.Recovery}: what was read of a folder, and what was wrong with it
 * <li>{@link gossip.journal.Fsync}: when records are forced to the disk
 * <li>{@link gossip.journal.Storage} and {@link gossip.journal.DiskStorage}: the files of a folder; throw
 *     {@link gossip.journal.JournalException} if another process uses it
 * <li>{@link gossip.journal.SegmentReader}, {@link gossip.journal.Segment}, {@link gossip.journal.LineEncoder} and
 *     {@link gossip.journal.FileName}: the format of a file
 * </ul>
 *
 * <p>The rule of this package: it knows no verb. What a record means is known by the node that wrote it. The format is
 * documented in {@code src/docs/persistence.md}.
 */
package gossip.journal;
