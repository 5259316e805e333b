package gossip.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Lines typed into a running peer. A line is gossiped, or is a command if it begins with a slash. */
public final class TerminalCommands {

    /** The actions behind typed lines. */
    public interface Commands {

        /** @throws IllegalArgumentException with the reason why the text cannot be gossiped */
        void gossip(String text);

        String status();

        String neighbors();

        /** Departs cleanly and ends the process. */
        void leave();

        /** Ends the process. */
        void quit();
    }

    private static final String HELP = """
            any text     gossip it to all peers
            /status      print the state of this peer
            /neighbors   print the neighbors of this peer
            /leave       notify neighbors and seeds, then end
            /quit        end as Ctrl+C does
            /help        print this list""";

    private final Commands commands;
    private final PrintStream answers;

    public TerminalCommands(Commands commands, PrintStream answers) {
        this.commands = commands;
        this.answers = answers;
    }

    /** Reads until the end of the input. The process continues without typed lines after that. */
    public void read(InputStream in) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, encoding()))) {
            lines.lines().forEach(this::execute);
        } catch (IOException | UncheckedIOException e) {
            answers.println("typed lines can no longer be read: " + e.getMessage());
        }
    }

    /** Returns the encoding of the terminal. A Windows console sends its code page. */
    private static Charset encoding() {
        String name = System.getProperty("stdin.encoding", "");
        return !name.isEmpty() && Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
    }

    void execute(String line) {
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
