package gossip.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A command with the options of a peer, run by the launcher, whose output and errors are captured. */
@Isolated
abstract class LauncherFixture {

    /** A log that is not in a folder that a test deletes, because the event log creates a missing file again. */
    static final String LOG = Path.of("target", "launcher-error.txt").toString();

    @TempDir
    Path directory;
    private final PrintStream systemOut = System.out;
    private final PrintStream systemErr = System.err;
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    final PeerOptionsCommand command = new PeerOptionsCommand();

    @BeforeEach
    void captureOutput() {
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restoreOutput() {
        System.setOut(systemOut);
        System.setErr(systemErr);
    }

    /** Writes a configuration file with these lines and returns its path. */
    String config(String... lines) throws IOException {
        return Files.write(directory.resolve("config.txt"), List.of(lines)).toString();
    }

    /** Runs the command with a configuration file and returns its exit code. */
    int run(String config, String... args) {
        return Launcher.run(command,
                Stream.concat(Stream.of("--config", config), Stream.of(args)).toArray(String[]::new));
    }

    String output() {
        return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    String error() {
        return err.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
