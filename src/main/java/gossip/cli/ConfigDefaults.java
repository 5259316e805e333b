package gossip.cli;

import gossip.cli.ConfigFile.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Default values of options from the configuration file. Picocli asks for them after it has read the command line, so
 * the value of {@code --config} is known and the command line prevails.
 */
final class ConfigDefaults implements IDefaultValueProvider {

    private static final String CONFIG = "--config";
    private static final Path FILE_NAME = Path.of("config.txt");
    /** Options that a configuration file cannot set. */
    private static final Set<String> COMMAND_LINE_ONLY = Set.of(CONFIG, "--help", "--version");

    private final CommandSpec command;
    private final Class<?> otherCommand;
    private Optional<ConfigFile> configFile = Optional.empty();

    /**
     * @param command the command that is run
     * @param otherCommand a command that reads the same file; the file may hold its options, too
     */
    ConfigDefaults(CommandSpec command, Class<?> otherCommand) {
        this.command = command;
        this.otherCommand = otherCommand;
    }

    /** Returns the value from the file, or the one of the annotation if the file does not set the option. */
    @Override
    public String defaultValue(ArgSpec arg) {
        return arg instanceof OptionSpec option && !COMMAND_LINE_ONLY.contains(option.longestName())
                ? setting(configFile(), option).map(Setting::value).orElse(arg.defaultValue())
                : arg.defaultValue();
    }

    private static Optional<Setting> setting(ConfigFile file, OptionSpec option) {
        return Optional.ofNullable(file.options().get(option.longestName().substring(2)));
    }

    /** Returns file and line if the option has this value from the file, else an empty text. */
    String place(OptionSpec option, String value) {
        // A file that has not been read yet is not the source of a value.
        return configFile.flatMap(file -> setting(file, option).filter(setting -> setting.value().equals(value))
                .map(setting -> file.source() + " line " + setting.line() + ": ")).orElse("");
    }

    /**
     * Returns the file that the command line names, else {@code config.txt} in the working folder, else the one in the
     * project folder. The file is read at the first call.
     *
     * @throws ParameterException if the file cannot be used
     */
    ConfigFile configFile() {
        if (configFile.isEmpty()) {
            try {
                Optional<Path> file = findFile(command.findOption(CONFIG).getValue());
                configFile = Optional.of(file.isPresent()
                        ? ConfigFile.read(file.get(), this::knownOptions) : ConfigFile.none());
            } catch (ConfigException e) {
                throw new ParameterException(command.commandLine(), e.getMessage(), e);
            }
        }
        return configFile.get();
    }

    /** Returns the named file, else the one in the working folder or in the project folder; empty if there is none. */
    static Optional<Path> findFile(Optional<Path> named) {
        Optional<Path> here = Optional.of(FILE_NAME).filter(Files::exists);
        Optional<Path> home = Optional.ofNullable(System.getProperty("gossip.home"))
                .map(folder -> Path.of(folder).resolve(FILE_NAME)).filter(Files::exists);
        return named.or(() -> here).or(() -> home);
    }

    private Set<String> knownOptions() {
        Set<String> names = new TreeSet<>();
        addOptions(names, command);
        addOptions(names, new CommandLine(otherCommand).getCommandSpec());
        return names;
    }

    private static void addOptions(Set<String> names, CommandSpec spec) {
        spec.options().stream().map(OptionSpec::longestName).filter(name -> !COMMAND_LINE_ONLY.contains(name))
                .map(name -> name.substring(2)).forEach(names::add);
    }
}
