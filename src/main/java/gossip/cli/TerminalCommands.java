package gossip.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Lines that the user types: gossip, or a command after a slash. The end of the input ends only the reading. */
public final class TerminalCommands {

    /** What typed lines can do. */
    public interface Commands {

        /** @throws IllegalArgumentException saying why it cannot be gossiped */
        void gossip(String text);

        String status();

        String neighbors();

        /** Departs cleanly and ends the process. */
        void leave();

        /** Ends the process. */
        void quit();
    }

    private static final String HELP = """
            any text     gossip it to everybody
            /status      this peer's state
            /neighbors   the peers it is linked to
            /leave       tell neighbors and seeds, then end
            /quit        end as if by Ctrl+C
            /help        this list""";

    private final Commands commands;
    private final PrintStream answers;

    public TerminalCommands(Commands commands, PrintStream answers) {
        this.commands = commands;
        this.answers = answers;
    }

    /** Reads to the end of the input. */
    public void read(InputStream in) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().forEach(this::obey);
        } catch (IOException | java.io.UncheckedIOException e) {
            answers.println("typed lines are not read any more: " + e.getMessage());
        }
    }

    void obey(String line) {
        switch (line.strip()) {
            case "" -> { }
            case "/status" -> answers.println(commands.status());
            case "/neighbors" -> answers.println(commands.neighbors());
            case "/leave" -> commands.leave();
            case "/quit" -> commands.quit();
            case "/help" -> answers.println(HELP);
            case String text when text.startsWith("/") -> answers.println("unknown command " + text + "\n" + HELP);
            case String text -> gossip(text);
        }
    }

    private void gossip(String text) {
        try {
            commands.gossip(text);
        } catch (IllegalArgumentException e) {
            answers.println(e.getMessage());
        }
    }
}
