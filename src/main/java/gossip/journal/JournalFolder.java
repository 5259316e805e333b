package gossip.journal;

import gossip.node.JournalEntry;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The journal of one node in a folder: a snapshot, and segments to which later records are appended.
 *
 * <pre>
 * 0000000007.snapshot   everything in the segments up to 7
 * 0000000008.journal    the records after that
 * 0000000009.journal    a new segment begins with each start and with each snapshot
 * </pre>
 *
 * <p>A snapshot is written beside the segments, forced to the disk and renamed. The files that it replaces are deleted
 * after that.
 *
 * <p>Not thread-safe, except that one thread may call {@link #sync} and one {@link #writeSnapshot} while another one
 * appends. {@code src/docs/persistence.md} documents the format.
 */
public final class JournalFolder implements Closeable {

    /** Bytes in segments, beyond the size of the last snapshot, above which a snapshot is due. Guessed. */
    static final long SNAPSHOT_BYTES = 8 << 20;
    /** Number of segments above which a snapshot is due. Guessed. */
    static final int MAX_SEGMENTS = 16;
    /** Damaged files that are kept. The oldest is deleted beyond that. Guessed. */
    static final int MAX_DAMAGED = 4;
    private static final int WRITE_BYTES = 1 << 15;

    private final Storage storage;
    private final String role;
    private Recovery recovery;
    /** Damaged files that the next snapshot sets aside. */
    private final Set<String> damaged;
    private final LineEncoder lines = new LineEncoder();
    private final LineEncoder snapshotLines = new LineEncoder();
    private long number;
    private volatile Storage.Output output = Storage.NO_OUTPUT;
    private volatile String outputName = "";
    private int segments;
    private volatile long snapshotBytes;
    private long segmentBytes;

    private JournalFolder(Storage storage, String role, Recovery recovery) {
        this.storage = storage;
        this.role = role;
        this.recovery = recovery;
        this.damaged = ConcurrentHashMap.newKeySet();
        this.damaged.addAll(recovery.damaged());
        this.number = recovery.lastNumber();
        this.segments = recovery.segments();
        this.segmentBytes = recovery.segmentBytes();
        this.snapshotBytes = recovery.snapshotBytes();
    }

    /**
     * Reads the records of earlier processes and begins a new segment.
     *
     * @param role {@code peer} or {@code seed}
     * @throws JournalException if the folder belongs to a node with another role or to a later version
     * @throws IOException if a new segment cannot be created
     */
    public static JournalFolder open(Storage storage, String role) throws IOException {
        JournalFolder folder = read(storage, role);
        folder.beginSegment();
        return folder;
    }

    /**
     * Reads the records of earlier processes. {@link #beginSegment} or {@link #rotate} must precede the first record.
     *
     * @throws JournalException as {@link #open}
     */
    static JournalFolder read(Storage storage, String role) throws IOException {
        return new JournalFolder(storage, role, Recovery.run(storage, role));
    }

    /** Returns what was read, and what was wrong with it. */
    public Recovery recovery() {
        return recovery;
    }

    /** Returns the recovered records and releases their memory. */
    List<JournalEntry> takeRecords() {
        List<JournalEntry> records = recovery.entries();
        recovery = recovery.withoutEntries();
        return records;
    }

    /** Appends records to the present segment. After an exception, {@link #rotate} must precede the next call. */
    public void append(List<JournalEntry> entries) throws IOException {
        lines.clear();
        entries.forEach(lines::add);
        append(lines);
    }

    /** Appends encoded records, as {@link #append(List)} does. */
    void append(LineEncoder encoded) throws IOException {
        output.write(encoded.bytes(), encoded.length());
        segmentBytes += encoded.length();
    }

    /** Forces everything appended before to the disk. */
    public void sync() throws IOException {
        output.sync();
        requireFolder();
    }

    /** @throws IOException if the present segment is no longer in the folder, so that a restart would not find it */
    public void requireFolder() throws IOException {
        String name = outputName;
        if (!storage.exists(name) && name.equals(outputName)) {
            throw new IOException("the file " + name + " has vanished");
        }
    }

    /** Returns whether a snapshot should replace the present segments. */
    public boolean isSnapshotDue() {
        return segmentBytes > SNAPSHOT_BYTES + snapshotBytes || segments > MAX_SEGMENTS || !damaged.isEmpty();
    }

    /**
     * Begins a new segment. Records from now on are not part of the snapshot that follows.
     *
     * @return the number to pass to {@link #writeSnapshot}
     */
    public long rotate() throws IOException {
        long covered = number;
        Storage.Output earlier = output;
        beginSegment();
        segments = 1;
        segmentBytes = 0;
        try {
            earlier.close();
        } catch (IOException e) {
            // The snapshot replaces this segment. If it fails too, that is reported.
            return covered;
        }
        return covered;
    }

    void beginSegment() throws IOException {
        String name = FileName.segment(number + 1);
        Storage.Output next = storage.create(name);
        number++;
        lines.clear();
        lines.header(SegmentReader.VERSION, role);
        try {
            next.write(lines.bytes(), lines.length());
        } catch (IOException e) {
            // A full disk would otherwise collect a file with each attempt.
            next.close();
            storage.delete(name);
            throw e;
        }
        segments++;
        segmentBytes += lines.length();
        output = next;
        outputName = name;
        storage.syncFolder();
    }

    /**
     * Writes a snapshot and then deletes or sets aside the files that it replaces.
     *
     * @param covered number of the last segment that the snapshot replaces
     * @param entries the state of the node at the time when the next segment began
     */
    public void writeSnapshot(long covered, List<JournalEntry> entries) throws IOException {
        String name = FileName.snapshot(covered);
        String temporary = name + FileName.TEMPORARY;
        long bytes;
        try {
            bytes = writeFile(temporary, entries);
        } catch (IOException e) {
            storage.delete(temporary);
            throw e;
        }
        storage.rename(temporary, name);
        storage.syncFolder();
        snapshotBytes = bytes;
        retire(covered);
    }

    private long writeFile(String name, List<JournalEntry> entries) throws IOException {
        long bytes = 0;
        try (Storage.Output out = storage.create(name)) {
            snapshotLines.clear();
            snapshotLines.header(SegmentReader.VERSION, role);
            for (JournalEntry entry : entries) {
                snapshotLines.add(entry);
                if (snapshotLines.length() > WRITE_BYTES) {
                    out.write(snapshotLines.bytes(), snapshotLines.length());
                    bytes += snapshotLines.length();
                    snapshotLines.clear();
                }
            }
            snapshotLines.end(SegmentReader.VERSION, role);
            out.write(snapshotLines.bytes(), snapshotLines.length());
            bytes += snapshotLines.length();
            out.sync();
        }
        return bytes;
    }

    private void retire(long covered) throws IOException {
        for (String name : storage.list()) {
            boolean isReplaced = FileName.isSegment(name) && FileName.number(name) <= covered
                    || FileName.isSnapshot(name) && FileName.number(name) < covered;
            if (isReplaced && damaged.contains(name)) {
                storage.rename(name, name + FileName.DAMAGED);
            } else if (isReplaced) {
                storage.delete(name);
            }
        }
        damaged.clear();
        List<String> setAside = new ArrayList<>(storage.list());
        setAside.removeIf(name -> !name.endsWith(FileName.DAMAGED));
        setAside.sort(Comparator.reverseOrder());
        for (String name : setAside.subList(Math.min(MAX_DAMAGED, setAside.size()), setAside.size())) {
            storage.delete(name);
        }
    }

    /** Closes the files and lets another process use the folder. */
    @Override
    public void close() throws IOException {
        try {
            output.close();
        } finally {
            storage.close();
        }
    }
}
