package gossip.eventlog;

import java.util.Locale;

/** The format of the lines in the file. */
public enum OutputFormat {
    LOGFMT, JSON;

    EventEncoder encoder() {
        return this == JSON ? new JsonEncoder() : new LogfmtEncoder();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
