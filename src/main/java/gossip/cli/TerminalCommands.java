package gossip.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Lines typed into a running peer. A line that begins with a slash is a command; every other line is published. The end
 * of the input does not end the process.
 */
public final class TerminalCommands {

    /** The actions behind the typed lines. */
    public interface Commands {

        /**
         * Publishes a text.
         *
         * @throws IllegalArgumentException if the text cannot be published; the message says why
         */
        void gossip(String text);

        String status();

        String neighbors();

        /** Leaves the network and ends the process. */
        void leave();

        /** Ends the process as Ctrl+C does. */
        void quit();
    }

    private static final String HELP = """
            any text     send it to all peers
            /status      show the state of this peer
            /neighbors   show the neighbors of this peer
            /leave       leave the network, then end
            /quit        end as with Ctrl+C
            /help        show this list""";

    private final Commands commands;
    private final PrintStream out;

    public TerminalCommands(Commands commands, PrintStream out) {
        this.commands = commands;
        this.out = out;
    }

    /** Reads lines until the input ends or fails. */
    public void read(InputStream in) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, charset()))) {
            lines.lines().forEach(this::execute);
        } catch (IOException | UncheckedIOException e) {
            out.println("typed lines are no longer read: " + e.getMessage());
        }
    }

    /**
     * Returns the charset named by the system property {@code stdin.encoding}, on Windows the code page of the console.
     * Returns UTF-8 if the property names no charset, or if it names US-ASCII, as Java does in the POSIX locale.
     */
    private static Charset charset() {
        Charset charset = Charset.forName(System.getProperty("stdin.encoding", ""), StandardCharsets.UTF_8);
        return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
    }

    private void execute(String line) {
        switch (line.strip()) {
            case "" -> { }
            case "/status" -> out.println(commands.status());
            case "/neighbors" -> out.println(commands.neighbors());
            case "/leave" -> commands.leave();
            case "/quit" -> commands.quit();
            case "/help" -> out.println(HELP);
            case String text when text.startsWith("/") -> out.println("unknown command " + text + "\n" + HELP);
            case String text -> publish(text);
        }
    }

    private void publish(String text) {
        try {
            commands.gossip(text);
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
        }
    }
}
