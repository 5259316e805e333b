package gossip.journal;

import gossip.node.JournalEntry;
import java.util.List;

/**
 * What was read of one file of a journal.
 *
 * @param entries the records of all valid lines
 * @param validLength bytes before the first invalid line; all bytes if there is none
 * @param length length of the file in bytes
 * @param invalidLines number of lines that are damaged or incomplete
 * @param hasPartialEnd whether all invalid lines are at the end, as after a write that was cut off
 * @param hasEnd whether the last line of a snapshot was read
 */
record Segment(String name, List<JournalEntry> entries, long validLength, long length, int invalidLines,
        boolean hasPartialEnd, boolean hasEnd) {}
