package gossip.eventlog;

/**
 * The way in which the console shows events.
 *
 * @param colors whether it shows ANSI colors
 * @param typedLine whether lines are inserted above the line that the user types, by ANSI sequences
 */
public record ConsoleStyle(ConsoleMode mode, boolean colors, boolean typedLine) {

    /** The lines of the file, as they are. */
    public static final ConsoleStyle RAW = new ConsoleStyle(ConsoleMode.RAW, false, false);
}
