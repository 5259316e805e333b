package gossip.eventlog;

import java.util.Locale;

/** The selection of events that the console shows. The file has all of them in every mode. */
public enum ConsoleMode {
    /** Every event as a sentence. */
    EVENTS,
    /** As {@link #EVENTS}, without what happens all the time: heartbeats, forwarded messages, member lists. */
    BRIEF,
    /** Only what a person must know: start, join and end, deaths, and errors. */
    QUIET,
    /** The lines of the file. */
    RAW;

    boolean shows(EventSentence.Kind kind) {
        return switch (this) {
            case EVENTS, RAW -> true;
            case BRIEF -> kind != EventSentence.Kind.ROUTINE;
            case QUIET -> kind.isEssential();
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
