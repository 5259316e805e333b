package gossip.cli;

import gossip.cli.ConfigFile.Setting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Unmatched;

/**
 * Runs a command with defaults from the configuration file. A user's mistake ends in one line that says what was
 * wrong, where, and what is allowed: exit code 2 for the command line and the file, 1 for what failed at run time.
 */
public final class Launcher {

    private static final int USAGE = 2;
    private static final int FAILURE = 1;

    private Launcher() {}

    /** A command that wants to know the file. */
    public interface Configured extends Callable<Integer> {
        void configure(ConfigFile config);
    }

    /**
     * @param command the one to run
     * @param others those that read the same file: their options may stand there too
     * @return the exit code
     */
    public static int run(Configured command, List<Configured> others, String... args) {
        ConfigFile config;
        try {
            Optional<Path> file = Options.configFile(namedConfig(args));
            config = file.isPresent()
                    ? ConfigFile.read(file.get(), () -> optionNames(command, others))
                    : ConfigFile.none();
        } catch (ConfigException e) {
            System.err.println(e.getMessage());
            return USAGE;
        }
        command.configure(config);
        CommandLine commandLine = new CommandLine(command);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setDefaultValueProvider(new FromConfig(config));
        commandLine.setParameterExceptionHandler((mistake, given) -> explain(mistake, config));
        commandLine.setExecutionExceptionHandler((failure, line, given) -> {
            if (failure instanceof IOException) {
                System.err.println(failure.getMessage());
                return FAILURE;
            }
            throw failure;
        });
        return commandLine.execute(args);
    }

    /** Finds {@code --config} among options that are not looked at yet. */
    @Command
    private static final class Glance {
        @Option(names = Options.CONFIG)
        private Optional<Path> config;
        @Unmatched
        private String[] rest;
    }

    private static Optional<Path> namedConfig(String... args) {
        try {
            return CommandLine.populateCommand(new Glance(), args).config;
        } catch (ParameterException e) {
            // Such as a missing file name; the real parse says so better.
            return Optional.empty();
        }
    }

    private static Set<String> optionNames(Configured command, List<Configured> others) {
        return Stream.concat(Stream.of(command), others.stream())
                .flatMap(any -> CommandSpec.forAnnotatedObject(any).options().stream())
                .map(OptionSpec::longestName)
                .filter(name -> !Stream.of("--help", "--version", Options.CONFIG).toList().contains(name))
                .map(name -> name.substring(2))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private record FromConfig(ConfigFile config) implements IDefaultValueProvider {
        @Override
        public String defaultValue(ArgSpec arg) {
            return setting(config, arg).map(Setting::value).orElse(arg.defaultValue());
        }
    }

    private static Optional<Setting> setting(ConfigFile config, ArgSpec arg) {
        return arg instanceof OptionSpec option
                ? Optional.ofNullable(config.options().get(option.longestName().substring(2)))
                : Optional.empty();
    }

    private static int explain(ParameterException mistake, ConfigFile config) {
        String where = Optional.ofNullable(mistake.getArgSpec())
                .flatMap(arg -> setting(config, arg))
                .filter(setting -> setting.value().equals(mistake.getValue()))
                .map(setting -> config.source() + " line " + setting.line() + ": ")
                .orElse("");
        System.err.println(where + mistake.getMessage().replaceAll("\\s*\\R\\s*", "; ") + " (--help lists the options)");
        return USAGE;
    }
}
