package gossip.journal;

import java.util.Locale;

/** The names of the files of a journal: a number of ten digits, and what the file holds. */
final class FileName {

    static final String SEGMENT = ".journal";
    static final String SNAPSHOT = ".snapshot";
    /** Appended to the name of a snapshot that is not complete. */
    static final String TEMPORARY = ".tmp";
    /** Appended to the name of a file that was set aside. */
    static final String DAMAGED = ".damaged";

    private FileName() {}

    static String segment(long number) {
        return String.format(Locale.ROOT, "%010d", number) + SEGMENT;
    }

    static String snapshot(long number) {
        return String.format(Locale.ROOT, "%010d", number) + SNAPSHOT;
    }

    static boolean isSegment(String name) {
        return name.matches("\\d{10}\\.journal");
    }

    static boolean isSnapshot(String name) {
        return name.matches("\\d{10}\\.snapshot");
    }

    /** Returns the number of a segment or snapshot. */
    static long number(String name) {
        return Long.parseLong(name.substring(0, name.indexOf('.')));
    }
}
