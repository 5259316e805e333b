package gossip.eventlog;

/**
 * How the console shows events.
 *
 * @param colors whether it shows ANSI colors
 * @param typedLine whether lines are inserted above the line that the user types, by ANSI sequences
 */
public record ConsoleSettings(ConsoleMode mode, boolean colors, boolean typedLine) {

    /** The lines of the file, as they are. */
    public static final ConsoleSettings RAW = new ConsoleSettings(ConsoleMode.RAW, false, false);
}
