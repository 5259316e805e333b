package gossip.cli;

import gossip.eventlog.ConsoleMode;
import gossip.eventlog.ConsoleSettings;
import java.io.Console;
import java.util.Map;
import java.util.Optional;

/** The properties of the terminal of this process. */
public final class Terminal {

    /** Set by the scripts if standard output is a terminal. Java itself only knows whether input and output are. */
    private static final String PROPERTY = "gossip.stdout.terminal";

    /** Linux keeps this many bytes of a typed or pasted line and drops the rest without an error. Measured. */
    private static final int LINUX_CUT = 4_095;

    private Terminal() {}

    /** Returns whether lines are typed on a terminal and shown on one. */
    static boolean isInteractive() {
        return Optional.ofNullable(System.console()).filter(Terminal::isTerminal).isPresent();
    }

    /** Returns the length in bytes at which the terminal cuts off a typed line, or 0 if it does not. */
    static int cutsLinesAt() {
        return isInteractive() && System.getProperty("os.name").equals("Linux") ? LINUX_CUT : 0;
    }

    /** Returns whether standard output is a terminal. */
    public static boolean isOutput() {
        return Boolean.getBoolean(PROPERTY) || isInteractive();
    }

    /** Returns whether input and output are a terminal. Before Java 22, which added the method, any console is one. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** Returns the settings of the console for an option, which is empty if the user did not give it. */
    static ConsoleSettings settings(Optional<ConsoleMode> given) {
        return settings(given, isOutput(), System.getenv());
    }

    /**
     * Returns the settings. Colors and cursor movements need a terminal that is not dumb. Windows Terminal does not set
     * TERM.
     *
     * @param environment environment variables
     */
    static ConsoleSettings settings(Optional<ConsoleMode> given, boolean isTerminal, Map<String, String> environment) {
        ConsoleMode mode = given.orElse(isTerminal ? ConsoleMode.EVENTS : ConsoleMode.RAW);
        String term = environment.getOrDefault("TERM", environment.containsKey("WT_SESSION") ? "windows" : "dumb");
        boolean ansi = isTerminal && mode != ConsoleMode.RAW && !term.isEmpty() && !term.equals("dumb");
        return new ConsoleSettings(mode, ansi && environment.getOrDefault("NO_COLOR", "").isEmpty(), ansi);
    }
}
