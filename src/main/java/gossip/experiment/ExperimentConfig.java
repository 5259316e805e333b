package gossip.experiment;

import gossip.cli.Durations;
import gossip.experiment.network.NetworkModel;
import gossip.experiment.overlay.OverlayShape;
import gossip.experiment.scenario.Scenario;
import gossip.peer.PeerConfig;
import gossip.peer.broadcast.Dissemination;
import gossip.protocol.Codec;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The configuration of an experiment. The same configuration gives the same results.
 *
 * @param peers the peers that start before the run, 2 or more
 * @param links the links that a new peer opens, the m of the overlay
 * @param seeds the number of seeds
 * @param overlay how the links of the peers are determined
 * @param duration the length of the run in virtual time, which begins when all peers have joined and settled
 * @param settle how long the network runs between the last join and the run
 * @param closing how long the network runs after the run
 * @param pingInterval the heartbeat
 * @param dissemination how messages are disseminated
 * @param randomSeed the seed of all random numbers
 */
public record ExperimentConfig(
        int peers, int links, int seeds, StartPattern start, OverlayShape overlay,
        NetworkModel network, Scenario scenario, Workload workload, Duration duration, Duration settle,
        Duration closing, Duration pingInterval, Dissemination dissemination, long randomSeed) {

    private static final int SETTLING_HEARTBEATS = 3;
    private static final int CLOSING_HEARTBEATS = 5;

    private static final int MAX_PEERS = 1_000_000;
    private static final int MAX_MESSAGES = 100_000;
    private static final int MAX_LINKS = 100;
    private static final int MAX_SEEDS = 1000;
    /** Less than the longest text, because a peer puts a time and its host before the content. */
    private static final int MAX_SIZE = Codec.MAX_TEXT - 256;

    /** @throws IllegalArgumentException if a value is out of range; the message names the option and the range */
    public ExperimentConfig {
        require(peers >= 2 && peers <= MAX_PEERS, "--peers", peers, "in 2.." + MAX_PEERS);
        require(links >= 1 && links <= MAX_LINKS, "--links", links, "in 1.." + MAX_LINKS);
        require(seeds >= 1 && seeds <= MAX_SEEDS, "--seeds", seeds, "in 1.." + MAX_SEEDS);
        String shape = overlay.problem(peers).orElse("");
        require(shape.isEmpty(), "--overlay", overlay, shape);
        require(workload.messages() >= 0 && workload.count(duration) <= MAX_MESSAGES,
                workload.rate() > 0 ? "--rate" : "--messages",
                workload.rate() > 0 ? workload.rate() : workload.messages(),
                "such that 0.." + MAX_MESSAGES + " messages are generated");
        require(workload.rate() >= 0, "--rate", workload.rate(), "0 or more");
        require(workload.origins() >= 0 && workload.origins() <= peers, "--origins", workload.origins(),
                "in 0.." + peers);
        require(workload.size() >= 0 && workload.size() <= MAX_SIZE, "--size", workload.size(), "in 0.." + MAX_SIZE);
        require(scenario.kill().amount().of(peers) < peers, "--kill", scenario.kill(),
                "less than all of the " + peers + " peers");
        require(scenario.partition().compareTo(duration) <= 0, "--partition",
                Durations.format(scenario.partition()), "at most the --duration of " + Durations.format(duration));
        Duration run = duration;
        scenario.events().stream().filter(event -> event.at().compareTo(run) > 0).findFirst().ifPresent(late ->
                require(false, "--at", late, "before the end of the --duration of " + Durations.format(run)));
        require(scenario.churn().replacements(peers, duration) <= MAX_PEERS, "--churn", scenario.churn(),
                "at most " + MAX_PEERS + " replacements in the run");
    }

    private static void require(boolean holds, String option, Object value, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "Invalid value for option '" + option + "': " + value + " is not " + allowed);
        }
    }

    /** Returns the same configuration with another seed of the random numbers. */
    public ExperimentConfig withRandomSeed(long other) {
        return new ExperimentConfig(peers, links, seeds, start, overlay, network, scenario, workload, duration, settle,
                closing, pingInterval, dissemination, other);
    }

    /** Returns how long the network settles by default. */
    static Duration defaultSettle(Duration pingInterval) {
        return pingInterval.multipliedBy(SETTLING_HEARTBEATS);
    }

    /** Returns how long the network runs after the run by default, so that the last crashes are detected. */
    static Duration defaultClosing(Duration pingInterval) {
        return pingInterval.multipliedBy(CLOSING_HEARTBEATS);
    }

    /** Returns the configuration of the peers. They generate no messages by themselves. */
    PeerConfig peerConfig(PeerConfig defaults) {
        return new PeerConfig(defaults.name(), defaults.seeds(), 0, defaults.gossipInterval(), pingInterval,
                defaults.pingMisses(), links, overlay.isGrown() ? defaults.maxDegree() : peers + links, dissemination,
                ZoneOffset.UTC);
    }

    /** Returns the command-line arguments that give this configuration. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("--peers", Integer.toString(peers),
                "--links", Integer.toString(links), "--seeds", Integer.toString(seeds), "--start", start.toString()));
        if (!overlay.isGrown()) {
            arguments.addAll(List.of("--overlay", overlay.toString()));
        }
        arguments.addAll(network.arguments());
        arguments.addAll(scenario.arguments());
        arguments.addAll(workload.arguments());
        arguments.addAll(List.of("--duration", Durations.format(duration)));
        if (!settle.equals(defaultSettle(pingInterval))) {
            arguments.addAll(List.of("--settle", Durations.format(settle)));
        }
        if (!closing.equals(defaultClosing(pingInterval))) {
            arguments.addAll(List.of("--closing", Durations.format(closing)));
        }
        arguments.addAll(List.of("--ping-interval", Durations.format(pingInterval), "--dissemination",
                dissemination.toString(), "--random-seed", Long.toString(randomSeed)));
        return arguments;
    }

    /** Returns the arguments as they are typed in a shell. */
    @Override
    public String toString() {
        return arguments().stream().map(word -> word.indexOf(' ') < 0 ? word : "'" + word + "'")
                .collect(Collectors.joining(" "));
    }
}
