package gossip.cli;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A command that can be typed into a running node.
 *
 * @param name name with its slash
 * @param argument what its argument is, for the help; empty if it has none
 * @param ends whether the process ends, so that no further line is read
 * @param action receives the argument, or an empty text, and returns what is shown
 */
public record TypedCommand(String name, String argument, String help, boolean ends, UnaryOperator<String> action) {

    /** Returns a command without an argument, after which lines are read on. */
    public static TypedCommand showing(String name, String help, Supplier<String> answer) {
        return new TypedCommand(name, "", help, false, none -> answer.get());
    }

    /** Returns a command with an argument, after which lines are read on. */
    public static TypedCommand asking(String name, String argument, String help, UnaryOperator<String> answer) {
        return new TypedCommand(name, argument, help, false, answer);
    }

    /** Returns a command that ends the process. */
    public static TypedCommand ending(String name, String help, Runnable action) {
        return new TypedCommand(name, "", help, true, none -> {
            action.run();
            return "";
        });
    }

    /** Returns the argument in a typed line, or empty if the line is not this command. */
    Optional<String> match(String line) {
        if (line.equals(name)) {
            return Optional.of("");
        }
        return argument.isEmpty() || !line.startsWith(name + " ")
                ? Optional.empty() : Optional.of(line.substring(name.length()).strip());
    }

    String helpLine() {
        return String.format("%-14s %s", argument.isEmpty() ? name : name + " " + argument, help);
    }
}
