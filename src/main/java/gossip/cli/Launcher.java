package gossip.cli;

import gossip.cli.ConfigFile.Setting;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/**
 * Runs the commands of all programs. A user's mistake ends with one line that says what is wrong, where, and what is
 * allowed. Exit codes: 2 for a wrong command line or configuration file, 1 for a failure, 70 for an internal error.
 */
public final class Launcher {

    private static final int FAILURE = 1;
    private static final int USAGE = 2;
    private static final int INTERNAL_ERROR = 70;

    private Launcher() {}

    /** A command whose options can also stand in the configuration file. */
    public interface Configured extends Callable<Integer> {

        /** Receives the configuration file before the options are set. */
        void configure(ConfigFile configFile);
    }

    /**
     * Runs a command whose options have their defaults in the configuration file.
     *
     * @param command an annotated picocli command
     * @param others commands that read the same file, which may hold their options too
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
        return commandLine(command, configFile).execute(args);
    }

    /** Returns the command line of an annotated command without a configuration file. */
    public static CommandLine commandLine(Object command) {
        return commandLine(command, ConfigFile.none());
    }

    private static CommandLine commandLine(Object command, ConfigFile configFile) {
        return new CommandLine(command)
                .registerConverter(HostPort.class, converter(HostPort::parse))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setDefaultValueProvider(new ConfigDefaults(configFile))
                .setParameterExceptionHandler((mistake, args) -> explain(mistake, configFile))
                .setExecutionExceptionHandler((failure, line, parsed) -> explain(failure, line, configFile));
    }

    /** Returns a converter for a function that throws an IllegalArgumentException with what is wrong with its text. */
    public static <T> ITypeConverter<T> converter(Function<String, T> parse) {
        return text -> {
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        };
    }

    /** Finds the value of {@code --config}, which is needed before the options are parsed. */
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
                .flatMap(any -> CommandSpec.forAnnotatedObject(any).options().stream())
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .map(OptionSpec::longestName)
                .filter(name -> !name.equals(SharedOptions.CONFIG))
                .map(Launcher::nameInFile)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String nameInFile(String option) {
        return option.substring(2);
    }

    /** Answers with the values of the configuration file. An option without one keeps its own default. */
    private record ConfigDefaults(ConfigFile configFile) implements IDefaultValueProvider {
        @Override
        public String defaultValue(ArgSpec arg) {
            return arg instanceof OptionSpec option
                    ? Optional.ofNullable(configFile.options().get(nameInFile(option.longestName())))
                            .map(Setting::value).orElse(arg.defaultValue())
                    : arg.defaultValue();
        }
    }

    private static int explain(ParameterException mistake, ConfigFile configFile) {
        Optional<String> option = mistake.getArgSpec() instanceof OptionSpec known
                ? Optional.of(known.longestName()) : Optional.empty();
        return explain(option, String.valueOf(mistake.getValue()), mistake.getMessage(), mistake.getCommandLine(),
                configFile);
    }

    private static int explain(Exception failure, CommandLine line, ConfigFile configFile) {
        switch (failure) {
            case ParameterException mistake -> {
                return explain(mistake, configFile);
            }
            case InvalidOptionException mistake -> {
                return explain(Optional.of(mistake.option()), mistake.value(), mistake.getMessage(), line, configFile);
            }
            case IOException cannot -> {
                errors(line).println(cannot.getMessage());
                return FAILURE;
            }
            case InterruptedException interrupted -> {
                Thread.currentThread().interrupt();
                return FAILURE;
            }
            default -> {
                failure.printStackTrace(errors(line));
                return INTERNAL_ERROR;
            }
        }
    }

    /** Prints a mistake with the line of the configuration file that it stands in. */
    private static int explain(
            Optional<String> option, String value, String mistake, CommandLine line, ConfigFile configFile) {
        String where = option.map(name -> configFile.options().get(nameInFile(name)))
                .filter(setting -> setting.value().equals(value))
                .map(setting -> configFile.source() + " line " + setting.line() + ": ")
                .orElse("");
        errors(line).println(where + mistake.replaceAll("\\s*\\R\\s*", "; ") + " (--help lists the options)");
        return USAGE;
    }

    private static PrintWriter errors(CommandLine line) {
        return line.getErr();
    }
}
