package gossip.cli;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs a command with defaults from the configuration file. A user's mistake ends in one line that says what was
 * wrong, where, and what is allowed: exit code 2 for the command line and the file, 1 for what failed at run time.
 */
public final class Launcher {

    private static final int USAGE = 2;
    private static final int FAILURE = 1;

    private Launcher() {}

    /** A command that has options and wants to know the file. */
    public interface Configured {

        String name();

        String description();

        /** In the order of the help. */
        List<LongOption<?>> options();

        void configure(ConfigFile configFile);

        /**
         * Runs, once configured and with all options set.
         *
         * @return the exit code
         */
        int call() throws InvalidOptionException, IOException, InterruptedException;
    }

    /**
     * @param command the one to run
     * @param others those that read the same file: their options may stand there too
     * @return the exit code
     */
    public static int run(Configured command, List<Configured> others, String... args) {
        ConfigFile configFile;
        try {
            Optional<Path> file = SharedOptions.configFile(namedConfig(List.of(args)));
            configFile = file.isPresent()
                    ? ConfigFile.read(file.get(), () -> optionNames(command, others))
                    : ConfigFile.none();
        } catch (ConfigException | InvalidPathException e) {
            System.err.println(e.getMessage());
            return USAGE;
        }
        command.configure(configFile);
        return PlainCommandLine.read(command.options(), configFile, args)
                ? call(command, configFile)
                : FullCommandLine.run(command, configFile, args);
    }

    /** Finds {@code --config} among options that are not looked at yet. If its value is missing, they will be told later. */
    private static Optional<Path> namedConfig(List<String> args) {
        String assigned = SharedOptions.CONFIG + "=";
        int index = args.indexOf(SharedOptions.CONFIG);
        return index >= 0
                ? args.stream().skip(index + 1).findFirst().map(Path::of)
                : args.stream().filter(arg -> arg.startsWith(assigned)).findFirst()
                        .map(arg -> Path.of(arg.substring(assigned.length())));
    }

    private static Set<String> optionNames(Configured command, List<Configured> others) {
        return Stream.concat(Stream.of(command), others.stream())
                .flatMap(any -> LongOption.namesInFile(any.options()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static int call(Configured command, ConfigFile configFile) {
        try {
            return command.call();
        } catch (InvalidOptionException e) {
            return explain(Optional.of(e.option()), e.value(), e.getMessage(), configFile);
        } catch (IOException e) {
            System.err.println(e.getMessage());
            return FAILURE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILURE;
        }
    }

    /** A mistake in the file is named with its line. */
    static int explain(Optional<String> option, String value, String mistake, ConfigFile configFile) {
        String where = option.map(name -> configFile.options().get(name.substring(2)))
                .filter(setting -> setting.value().equals(value))
                .map(setting -> configFile.source() + " line " + setting.line() + ": ")
                .orElse("");
        System.err.println(where + mistake.replaceAll("\\s*\\R\\s*", "; ") + " (--help lists the options)");
        return USAGE;
    }
}
