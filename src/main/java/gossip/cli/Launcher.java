package gossip.cli;

import gossip.files.FileErrors;
import gossip.text.PrintableText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The entry point of every program. Every command gets {@code --help} and {@code --version}, and ends with one of these
 * exit codes:
 *
 * <pre>
 * 0   success
 * 1   failure at run time: an {@link IOException}, reported in one line
 * 2   wrong command line or configuration file: a {@link ParameterException}, reported in one line that names the
 *     value, its place and what is allowed
 * 70  internal error: any other exception, reported with its stack trace
 * 141 the reader of the output has ended, as in a pipe to {@code head}; nothing is reported
 * </pre>
 *
 * A command may return other codes itself.
 */
public final class Launcher {

    /** The exit code after an internal error. */
    public static final int INTERNAL_ERROR = 70;

    /** The end of the report of a wrong command line. */
    public static final String HELP_HINT = " (--help lists the options)";

    /** The values of an enum in a message of picocli. */
    private static final Pattern CHOICE = Pattern.compile("expected one of \\[([^\\]]*)\\] \\(case-insensitive\\)");

    /** The exit code that a shell shows for a program that SIGPIPE ended. */
    private static final int READER_ENDED = 128 + 13;

    /** The bits of a file mode that hold the type, and the type of a pipe (POSIX). */
    private static final int FILE_TYPE = 0170000;
    private static final int PIPE = 0010000;

    /** What a command has printed cannot be written, so there is no reason to continue. {@link #run} reports it. */
    public static final class LostOutputException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * The standard output of a command. The writer around it reports its errors, but not those of the console of a
     * node, which runs on without a console.
     */
    private static final class CommandOutput extends OutputStream {

        @Override
        public void write(int b) throws IOException {
            System.out.write(b);
            requireWritten();
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            System.out.write(bytes, offset, length);
            requireWritten();
        }

        private static void requireWritten() throws IOException {
            if (System.out.checkError()) throw new LostOutputException();
        }
    }

    static {
        // Without it, picocli loads 131 classes of the JDK for converters that no command uses.
        System.setProperty("picocli.converters.excludes", "java[.](sql|time)[.].*");
    }

    private Launcher() {}

    /**
     * Runs a command.
     *
     * @param command an object of a class with the annotation {@link CommandLine.Command}
     * @return the exit code
     */
    public static int run(Object command, String... args) {
        try {
            CommandLine commandLine = commandLine(command);
            int code = commandLine.execute(args);
            return commandLine.getOut().checkError() ? reportLostOutput(commandLine) : code;
        } catch (RuntimeException | Error e) {
            return reportInternalError(e);
        }
    }

    /** Returns the command line of a command, with the error handling of this class. */
    public static CommandLine commandLine(Object command) {
        CommandLine commandLine = new CommandLine(command);
        addStandardOptions(commandLine);
        return commandLine.setOut(new PrintWriter(new CommandOutput(), true, System.out.charset()))
                .setErr(new PrintWriter(System.err, true))
                .registerConverter(Path.class, new TextConverter<>(Launcher::path) { })
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Launcher::reportUsageError)
                .setExecutionExceptionHandler(Launcher::reportFailure);
    }

    private static Path path(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("it is empty; name a file or a folder, or leave the option out");
        }
        if (text.equals("-")) {
            throw new IllegalArgumentException("'-' is no file here; write /dev/stdin or /dev/stdout");
        }
        return Path.of(text);
    }

    /** Adds --help and --version last, so that the help lists them after the options of the command. */
    private static void addStandardOptions(CommandLine commandLine) {
        commandLine.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new VersionProvider());
        commandLine.getSubcommands().values().forEach(Launcher::addStandardOptions);
    }

    private static int reportUsageError(ParameterException error, String[] args) {
        CommandLine commandLine = error.getCommandLine();
        String message = CHOICE.matcher(oneLine(error.getMessage()).replaceFirst("^Error: ", ""))
                .replaceAll(choice -> "expected one of " + choice.group(1).toLowerCase(Locale.ROOT));
        if (error.getCause() instanceof ConfigException) {
            commandLine.getErr().println(message);
            return ExitCode.USAGE;
        }
        String commands = commandLine.getSubcommands().isEmpty() || error.getArgSpec() != null
                ? "" : "; commands are " + String.join(", ", commandLine.getSubcommands().keySet());
        String hint = "";
        if (error instanceof UnmatchedArgumentException unmatched) {
            hint = TypingErrors.inArguments(unmatched.getUnmatched(), commandLine.getCommandSpec());
            String first = unmatched.getUnmatched().getFirst();
            if (!commands.isEmpty() && !first.startsWith("-")) {
                message = "unknown command '" + oneLine(first) + "'";
            }
        }
        commandLine.getErr().println(place(error) + message + hint + commands + HELP_HINT);
        return ExitCode.USAGE;
    }

    /** Returns the text in one line, without characters that could control the terminal. */
    private static String oneLine(String text) {
        return PrintableText.of(text.replaceAll("\\s*\\R\\s*", "; "));
    }

    /** Returns file and line of the wrong value if it comes from the configuration file, else an empty text. */
    private static String place(ParameterException error) {
        return error.getArgSpec() instanceof OptionSpec option
                && error.getCommandLine().getDefaultValueProvider() instanceof ConfigDefaults defaults
                ? defaults.place(option, error.getValue()) : "";
    }

    private static int reportLostOutput(CommandLine commandLine) {
        if (isOutputPipe()) return READER_ENDED;
        commandLine.getErr().println(
                "the output cannot be written: the program that reads it has ended, or the disk is full");
        return ExitCode.SOFTWARE;
    }

    /** Returns whether standard output is a pipe, whose only failure is the end of its reader. Windows does not say. */
    private static boolean isOutputPipe() {
        try {
            return ((Integer) Files.getAttribute(Path.of("/dev/stdout"), "unix:mode") & FILE_TYPE) == PIPE;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    private static int reportFailure(Exception failure, CommandLine commandLine, ParseResult parsed) {
        if (failure instanceof LostOutputException) return ExitCode.SOFTWARE;
        if (failure instanceof IOException expected) {
            commandLine.getErr().println(oneLine(FileErrors.describe(expected)));
            return ExitCode.SOFTWARE;
        }
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return ExitCode.SOFTWARE;
        }
        return reportInternalError(failure);
    }

    private static int reportInternalError(Throwable error) {
        error.printStackTrace();
        return INTERNAL_ERROR;
    }
}
