package gossip.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Lines typed into a running peer. A line that begins with a slash is a command, one that begins with two is published
 * without the first of them, and every other line is published. The end of the input does not end the process.
 */
public final class TerminalCommands {

    /** The actions behind the typed lines. */
    public interface Commands {

        /**
         * Publishes a text, at once or later. May wait, and then the input is not read on.
         *
         * @param line number of the line, from 1 on
         */
        void gossip(long line, String text) throws InterruptedException;

        /** Is notified of a line that cannot be published. */
        void reject(long line, String reason);

        String status();

        String neighbors();

        /** Leaves the network and ends the process. */
        void leave();

        /** Ends the process as Ctrl+C does. */
        void quit();
    }

    private static final String HELP = """
            any text     send it to all peers
            //text       send /text to all peers
            /status      show the state of this peer
            /neighbors   show the neighbors of this peer
            /leave       send what is queued, leave the network, then end
            /quit        end as with Ctrl+C
            /help        show this list""";

    private final Commands commands;
    private final PrintStream out;

    public TerminalCommands(Commands commands, PrintStream out) {
        this.commands = commands;
        this.out = out;
    }

    /** Reads lines until the input ends or fails, or the thread is interrupted. */
    public void read(InputStream in) {
        read(new ForegroundInput(in, ForegroundInput.PAUSE), charset(Terminal.isInteractive()));
    }

    void read(InputStream in, Charset charset) {
        TypedLines lines = new TypedLines(in, charset);
        try {
            for (Optional<TypedLines.Line> line = lines.read(); line.isPresent(); line = lines.read()) {
                if (!execute(line.get())) {
                    return;
                }
            }
            out.println("the typed input has ended; the process continues until Ctrl+C or a signal ends it");
        } catch (IOException e) {
            out.println("typed lines are no longer read: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Returns UTF-8 for a file or a pipe. For a terminal, returns the charset named by the system property
     * {@code stdin.encoding}, on Windows the code page of the console. Returns UTF-8 if the property names no charset,
     * or if it names US-ASCII, as Java does in the POSIX locale.
     */
    static Charset charset(boolean terminal) {
        String name = terminal ? System.getProperty("stdin.encoding", "") : "";
        Charset charset = Charset.forName(name, StandardCharsets.UTF_8);
        return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
    }

    /** @return false if the process ends, so that no further line is read */
    private boolean execute(TypedLines.Line line) throws InterruptedException {
        switch (line) {
            case TypedLines.Unreadable unreadable -> commands.reject(unreadable.number(), unreadable.reason());
            case TypedLines.Text text when text.text().strip().equals("/leave") -> {
                commands.leave();
                return false;
            }
            case TypedLines.Text text when text.text().strip().equals("/quit") -> {
                commands.quit();
                return false;
            }
            case TypedLines.Text text -> execute(text.number(), text.text().strip());
        }
        return true;
    }

    private void execute(long number, String line) throws InterruptedException {
        switch (line) {
            case "" -> { }
            case "/status" -> out.println(commands.status());
            case "/neighbors" -> out.println(commands.neighbors());
            case "/help" -> out.println(HELP);
            case String text when text.startsWith("//") -> commands.gossip(number, text.substring(1));
            case String text when text.startsWith("/") ->
                out.println("unknown command " + text + " (to send it as a text, type /" + text + ")\n" + HELP);
            case String text -> commands.gossip(number, text);
        }
    }
}
