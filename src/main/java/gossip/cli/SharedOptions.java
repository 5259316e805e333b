package gossip.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that seeds and peers share. A picocli mixin. */
public final class SharedOptions {

    static final String CONFIG = "--config";
    private static final Path CONFIG_NAME = Path.of("config.txt");

    // The launcher reads the file before the options are parsed. The option stands here for the help.
    @Option(names = CONFIG, paramLabel = "FILE", description = "Seeds and option=value lines (default: config.txt in"
            + " this folder, else the one beside the scripts).")
    private Optional<Path> config;

    @Option(names = "--output", paramLabel = "FILE", defaultValue = "outputfile.txt",
            description = "The file that events are appended to (default: ${DEFAULT-VALUE}).")
    private Path output;

    /** Returns the file that events are appended to. */
    public Path output() {
        return output;
    }

    /** Returns the named file, else config.txt in the current folder, else the one beside the scripts. */
    static Optional<Path> configFile(Optional<Path> named) {
        Optional<Path> here = Optional.of(CONFIG_NAME).filter(Files::exists);
        Optional<Path> home = Optional.ofNullable(System.getProperty("gossip.home"))
                .map(directory -> Path.of(directory).resolve(CONFIG_NAME)).filter(Files::exists);
        return named.or(() -> here).or(() -> home);
    }
}
