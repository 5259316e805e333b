package gossip.journal;

import java.util.Locale;

/** When the records of a journal are forced to the disk. */
public enum Fsync {

    /** After each write. A power cut loses no more than the end of the process does. */
    ALWAYS,
    /** Once per second. A power cut loses at most the last second. The end of the process loses nothing stored. */
    INTERVAL,
    /** When the operating system does it. A power cut may lose some seconds. */
    NEVER;

    /** Returns the name as in the option {@code --fsync}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
