package gossip.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lines typed into a running node. A line that begins with a slash is a command, every other line is a text. Of two
 * slashes at the start, the first is removed and the line is a text. The end of the input does not end the process.
 */
public final class TerminalCommands {

    /** The receiver of typed texts. */
    public interface Texts {

        /**
         * Publishes a text, immediately or later. May wait; no more input is read meanwhile.
         *
         * @param line number of the line, from 1 on
         */
        void gossip(long line, String text) throws InterruptedException;

        /** Is notified of a line that cannot be published. */
        void reject(long line, String reason);
    }

    private static final List<String> TEXT_HELP =
            List.of("any text       send it to all peers", "//text         send /text to all peers");

    private final List<TypedCommand> commands;
    private final Optional<Texts> texts;
    private final PrintStream out;

    /** @param texts empty if this node sends no texts */
    public TerminalCommands(List<TypedCommand> commands, Optional<Texts> texts, PrintStream out) {
        this.commands = new ArrayList<>(commands);
        this.commands.add(TypedCommand.showing("/help", "show this list", this::help));
        this.texts = texts;
        this.out = out;
    }

    private String help() {
        return Stream.concat(texts.isPresent() ? TEXT_HELP.stream() : Stream.of(),
                commands.stream().map(TypedCommand::helpLine)).collect(Collectors.joining("\n"));
    }

    /** Reads lines until the input ends or fails, or the thread is interrupted. */
    public void read(InputStream in) {
        read(new TypedLines(new ForegroundInput(in, ForegroundInput.PAUSE), charset(Terminal.isInteractive()),
                Terminal.cutsLinesAt()));
    }

    void read(TypedLines lines) {
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
            case TypedLines.Unreadable unreadable -> text(unreadable.number(), Optional.empty(), unreadable.reason());
            case TypedLines.Text typed -> {
                String text = typed.text().strip();
                if (text.startsWith("/") && !text.startsWith("//")) {
                    return execute(text);
                }
                if (!text.isEmpty()) {
                    text(typed.number(), Optional.of(text.startsWith("//") ? text.substring(1) : text), "");
                }
            }
        }
        return true;
    }

    private boolean execute(String line) {
        for (TypedCommand command : commands) {
            Optional<String> argument = command.match(line);
            if (argument.isPresent()) {
                String answer = command.action().apply(argument.get());
                if (!answer.isEmpty()) {
                    out.println(answer);
                }
                return !command.ends();
            }
        }
        out.println("unknown command " + line
                + (texts.isPresent() ? " (to send it as a text, type /" + line + ")\n" : "\n") + help());
        return true;
    }

    /** @param text empty if the line cannot be read */
    private void text(long line, Optional<String> text, String reason) throws InterruptedException {
        if (texts.isEmpty()) {
            out.println("this node sends no texts; it knows these commands:\n" + help());
        } else if (text.isPresent()) {
            texts.get().gossip(line, text.get());
        } else {
            texts.get().reject(line, reason);
        }
    }
}
