package gossip.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options that seed and peer share. */
@Command(mixinStandardHelpOptions = true, versionProvider = Version.class)
public final class Options {

    static final String CONFIG = "--config";
    private static final Path CONFIG_NAME = Path.of("config.txt");

    @Option(names = CONFIG, paramLabel = "FILE",
            description = "seeds and option=value lines; default: config.txt here, else the one beside the scripts")
    private Optional<Path> config;

    @Option(names = "--output", paramLabel = "FILE", defaultValue = "outputfile.txt",
            description = "where events are appended; default: ${DEFAULT-VALUE}")
    private Path output;

    public Path output() {
        return output;
    }

    /** The file that was named, or the first of the usual ones that is there. */
    static Optional<Path> configFile(Optional<Path> named) {
        Optional<Path> here = Optional.of(CONFIG_NAME).filter(Files::exists);
        Optional<Path> home = Optional.ofNullable(System.getProperty("gossip.home"))
                .map(directory -> Path.of(directory).resolve(CONFIG_NAME)).filter(Files::exists);
        return named.or(() -> here).or(() -> home);
    }
}
