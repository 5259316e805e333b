package gossip.experiment;

import gossip.cli.Durations;
import gossip.cli.Launcher;
import gossip.experiment.network.NetworkOptions;
import gossip.experiment.overlay.Graph;
import gossip.experiment.overlay.OverlayShape;
import gossip.experiment.scenario.ScenarioOptions;
import gossip.peer.broadcast.Dissemination;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that determine the results of an experiment. */
@Command
public final class ExperimentOptions {

    /** Above this number of peers, other defaults keep an experiment short. */
    private static final int MANY_PEERS = 5000;

    @Option(names = "--peers", paramLabel = "N", defaultValue = "1000",
            description = "Number of peers. Default: ${DEFAULT-VALUE}.")
    private int peers;

    @Option(names = "--links", paramLabel = "M", defaultValue = "2",
            description = "Number of neighbors that a joining peer chooses. Default: ${DEFAULT-VALUE}.")
    private int links;

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "3",
            description = "Number of seeds. Default: ${DEFAULT-VALUE}.")
    private int seeds;

    @Option(names = "--start", paramLabel = "PATTERN", converter = StartPattern.Converter.class,
            description = "When the peers start. once: all at the same time. second: spread over one second."
                    + " one-by-one: each when the one before has joined. one-by-one/RATE: RATE peers per second."
                    + " Default: second, or one-by-one/500 above 5000 peers.")
    private Optional<StartPattern> start;

    @Option(names = "--overlay", paramLabel = "SHAPE", defaultValue = "power-law",
            converter = OverlayShape.Converter.class,
            description = "Links of the peers. power-law: by the join protocol. Others are opened before the run and"
                    + " neither replaced nor added to: ring, mesh, star, grid, tree:K, regular:K, random:K (mean"
                    + " degree), barabasi-albert:M, file:FILE (an edge list). Default: ${DEFAULT-VALUE}.")
    private OverlayShape overlay;

    @Option(names = "--messages", paramLabel = "N", defaultValue = "20", description = "Number of broadcasts, spread"
            + " over the run. Default: ${DEFAULT-VALUE}.")
    private int messages;

    @Option(names = "--rate", paramLabel = "N", defaultValue = "0",
            description = "Broadcasts per second, in place of --messages.")
    private double rate;

    @Option(names = "--arrivals", paramLabel = "fixed|poisson", defaultValue = "fixed",
            description = "Whether the broadcasts come at regular intervals or at random. Default: ${DEFAULT-VALUE}.")
    private Workload.Arrivals arrivals;

    @Option(names = "--origins", paramLabel = "K", defaultValue = "0", description = "Number of peers that publish, in"
            + " turn. Default: a random living peer publishes each message.")
    private int origins;

    @Option(names = "--size", paramLabel = "BYTES", defaultValue = "0",
            description = "Bytes of content of a message. Default: a short word.")
    private int size;

    @Option(names = "--duration", paramLabel = "TIME", converter = Durations.Converter.class,
            description = "Duration of the run in virtual time. Default: 5m, or 1m above 5000 peers.")
    private Optional<Duration> duration;

    @Option(names = "--settle", paramLabel = "TIME", converter = Durations.Converter.class,
            description = "How long the network runs between the last join and the run."
                    + " Default: 3 times --ping-interval.")
    private Optional<Duration> settle;

    @Option(names = "--closing", paramLabel = "TIME", converter = Durations.Converter.class,
            description = "How long the network runs after the run, so that the last messages arrive and the killed"
                    + " peers are detected. Default: 5 times --ping-interval.")
    private Optional<Duration> closing;

    @Option(names = "--ping-interval", paramLabel = "TIME", defaultValue = "13s",
            converter = Durations.Converter.class,
            description = "Time between two PINGs to a neighbor. Default: ${DEFAULT-VALUE}.")
    private Duration pingInterval;

    @Option(names = "--dissemination", paramLabel = "flood|prune", defaultValue = "flood",
            description = "How messages spread. flood: over every link. prune: over one tree, which the first"
                    + " messages build. Default: ${DEFAULT-VALUE}.")
    private Dissemination dissemination;

    @Mixin
    private NetworkOptions network;

    @Mixin
    private ScenarioOptions scenario;

    @Option(names = "--random-seed", paramLabel = "N", defaultValue = "42",
            description = "Seed of the random numbers. Another seed gives another run. Default: ${DEFAULT-VALUE}.")
    private long randomSeed;

    /** @throws IllegalArgumentException if a value cannot be used; the message names the option */
    public ExperimentConfig config() {
        boolean many = peers > MANY_PEERS;
        return new ExperimentConfig(overlay.file().map(Graph::nodes).orElse(peers), links, seeds,
                start.orElse(many ? StartPattern.FAST_RATE : StartPattern.SECOND), overlay, network.model(),
                scenario.scenario(), new Workload(messages, rate, arrivals, origins, size),
                duration.orElse(Duration.ofMinutes(many ? 1 : 5)),
                settle.orElse(ExperimentConfig.defaultSettle(pingInterval)),
                closing.orElse(ExperimentConfig.defaultClosing(pingInterval)), pingInterval, dissemination,
                randomSeed);
    }

    /**
     * Parses arguments. If an option is given several times, the last one counts.
     *
     * @throws IllegalArgumentException if they cannot be used; the message names the option
     */
    public static ExperimentConfig parse(List<String> arguments) {
        ExperimentOptions options = new ExperimentOptions();
        try {
            Launcher.commandLine(options).setOverwrittenOptionsAllowed(true)
                    .parseArgs(arguments.toArray(String[]::new));
        } catch (CommandLine.ParameterException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        return options.config();
    }
}
