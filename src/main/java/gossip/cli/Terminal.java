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

    private Terminal() {}

    /** Returns whether lines are typed on a terminal and shown on one. */
    static boolean isInteractive() {
        return Optional.ofNullable(System.console()).filter(Terminal::isTerminal).isPresent();
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
