package gossip.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The options that seed and peer share. */
public final class SharedOptions {

    static final String CONFIG = "--config";
    private static final Path CONFIG_NAME = Path.of("config.txt");

    private Path output;

    public List<LongOption<?>> list() {
        return List.of(
                // Read before all others, by the launcher; here for the help, and so that it counts as known.
                new LongOption<>(CONFIG, "FILE", Path::of, file -> { },
                        "seeds and option=value lines; default: config.txt here, else the one beside the scripts"),
                new LongOption<>("--output", "FILE", Path::of, "outputfile.txt", file -> output = file,
                        "where events are appended; default: ${DEFAULT-VALUE}"));
    }

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
