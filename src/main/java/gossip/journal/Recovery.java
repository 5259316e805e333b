package gossip.journal;

import gossip.node.JournalEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What was read of a folder: the latest snapshot and the segments after it.
 *
 * @param entries the records, oldest first
 * @param files the files that were read, in this order
 * @param damaged names of files with invalid lines other than a partial end
 * @param events what to report about the files
 * @param lastNumber the highest number of a file; 0 if there is none
 */
public record Recovery(List<JournalEntry> entries, List<FileState> files, List<String> damaged, List<Event> events,
        long lastNumber) {

    /**
     * One file.
     *
     * @param invalidLines number of lines that are damaged or incomplete
     * @param hasPartialEnd whether only its end is incomplete
     */
    public record FileState(String name, long length, int records, int invalidLines, boolean hasPartialEnd) {}

    /** An event with keys and values in turn. */
    public record Event(String name, List<Object> keysAndValues) {}

    Recovery withoutEntries() {
        return new Recovery(List.of(), files, damaged, events, lastNumber);
    }

    int records() {
        return files.stream().mapToInt(FileState::records).sum();
    }

    int segments() {
        return (int) files.stream().filter(file -> FileName.isSegment(file.name())).count();
    }

    long segmentBytes() {
        return files.stream().filter(file -> FileName.isSegment(file.name())).mapToLong(FileState::length).sum();
    }

    long snapshotBytes() {
        return files.stream().filter(file -> FileName.isSnapshot(file.name())).mapToLong(FileState::length).sum();
    }

    /**
     * Reads a folder without changing it.
     *
     * @param role the role that the data must belong to; empty for any
     */
    public static Recovery read(Storage storage, String role) throws IOException {
        List<String> names = storage.list();
        long snapshot = names.stream().filter(FileName::isSnapshot).mapToLong(FileName::number).max().orElse(0);
        List<JournalEntry> entries = new ArrayList<>();
        List<FileState> files = new ArrayList<>();
        List<String> damaged = new ArrayList<>();
        List<Event> events = new ArrayList<>();
        long last = snapshot;
        for (String name : names.stream().sorted().toList()) {
            boolean isRead = FileName.isSegment(name) && FileName.number(name) > snapshot
                    || FileName.isSnapshot(name) && FileName.number(name) == snapshot;
            if (!isRead) {
                continue;
            }
            last = FileName.number(name);
            Segment file = SegmentReader.read(storage, name, role);
            // A snapshot is complete before it gets its name, so that a missing end is damage.
            boolean hasPartialEnd = file.hasPartialEnd() && FileName.isSegment(name);
            boolean isCut = FileName.isSnapshot(name) && !file.hasEnd();
            int invalid = Math.max(file.invalidLines(), isCut ? 1 : 0);
            entries.addAll(file.entries());
            files.add(new FileState(name, hasPartialEnd ? file.validLength() : file.length(), file.entries().size(),
                    invalid, hasPartialEnd));
            if (hasPartialEnd) {
                events.add(new Event("JOURNAL_TRUNCATED", List.of(
                        "file", name, "bytes", file.length() - file.validLength())));
            } else if (invalid > 0) {
                damaged.add(name);
                events.add(new Event("JOURNAL_DAMAGED", List.of("file", name, "lines", invalid,
                        "hint", "the other lines are used; the file is kept as " + name + FileName.DAMAGED)));
            }
        }
        return new Recovery(entries, files, damaged, events, last);
    }

    /** Reads a folder, truncates partial ends and deletes what a crash has left over. */
    static Recovery run(Storage storage, String role) throws IOException {
        Recovery recovery = read(storage, role);
        for (FileState file : recovery.files()) {
            if (file.hasPartialEnd()) {
                storage.truncate(file.name(), file.length());
            }
        }
        for (String name : storage.list()) {
            boolean isRead = recovery.files().stream().anyMatch(file -> file.name().equals(name));
            boolean isLeftOver = FileName.isSegment(name) || FileName.isSnapshot(name)
                    || name.endsWith(FileName.SNAPSHOT + FileName.TEMPORARY);
            if (isLeftOver && !isRead) {
                storage.delete(name);
            }
        }
        return recovery;
    }
}
