package gossip;

import gossip.cli.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A seed and a few peers in one process, on free ports of this machine, that join, gossip and ping for a moment: all
 * that daemons do in their first seconds. The scripts run it once after each build, while Java notes which classes and
 * which hot methods that takes, for an archive from which daemons start faster.
 */
final class Rehearsal {

    private static final int PEERS = 3;
    private static final int MESSAGES = 40;
    /** Then there is no archive: somebody waits at a terminal, and would rather start slowly. */
    private static final long PATIENCE_MILLIS = 10_000;
    private static final long PAUSE_MILLIS = 20;

    private Rehearsal() {}

    /** @param args an empty folder, for the log and the config file */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path log = Path.of(args[0], "outputfile.txt");
        String config = Files.createFile(Path.of(args[0], "config.txt")).toString();
        perform(new SeedNode(), "--listen", "127.0.0.1:0", "--config", config, "--output", log.toString());
        String started = await(log, " SEED_STARTED", 1);
        Files.writeString(Path.of(config), started.split(" ")[2]);
        // An option and its value are read in two ways, and the peers use the other.
        perform(new PeerNode(), "--count", String.valueOf(PEERS), "--messages", String.valueOf(MESSAGES),
                "--gossip-interval", "15ms", "--ping-interval", "150ms", "--config=" + config, "--output", log.toString());
        await(log, " GOSSIP_RECEIVED", PEERS * (PEERS - 1) * MESSAGES);
        await(log, " PING_REPLY_RECEIVED", PEERS * (PEERS - 1) * 2);
        System.exit(0);
    }

    private static void perform(Launcher.Configured role, String... args) {
        Thread.ofPlatform().daemon().start(() -> Launcher.run(role, List.of(), args));
    }

    /** Waits until the event has been logged so often, and returns the line of the last. */
    private static String await(Path log, String event, int times) throws IOException, InterruptedException {
        for (long waited = 0; waited < PATIENCE_MILLIS; waited += PAUSE_MILLIS) {
            List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
            Optional<String> last = lines.stream().filter(line -> line.contains(event)).skip(times - 1).findFirst();
            if (last.isPresent()) {
                return last.get();
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        throw new IOException("not so often within " + PATIENCE_MILLIS + " ms:" + event);
    }
}
