package gossip.experiment;

import gossip.cli.CountOrPercent;
import gossip.cli.Durations;
import gossip.experiment.network.LinkDelay;
import gossip.peer.PeerConfig;
import gossip.peer.broadcast.Dissemination;
import gossip.protocol.Address;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.StringJoiner;

/**
 * The configuration of an experiment. The same configuration gives the same results.
 *
 * @param peers the peers that start, 2 or more; churn does not change their number
 * @param links the links that a new peer opens, the m of the overlay
 * @param seeds the number of seeds
 * @param loss the percentage of PING and GOSSIP messages that are lost
 * @param partition how long the network is cut into two halves, from the start of the run; zero for no partition
 * @param kill the peers that crash together, half way through the run
 * @param messages the broadcasts of the run, each by a random running peer
 * @param duration the length of the run in virtual time, which begins when all peers have joined and settled
 * @param pingInterval the heartbeat
 * @param dissemination how messages are disseminated
 * @param randomSeed the seed of all random numbers
 */
public record ExperimentConfig(
        int peers, int links, int seeds, StartPattern start, Churn churn, CountOrPercent loss, LinkDelay delay,
        Duration partition, CountOrPercent kill, int messages, Duration duration, Duration pingInterval,
        Dissemination dissemination, long randomSeed) {

    private static final int MAX_PEERS = 1_000_000;
    private static final int MAX_MESSAGES = 100_000;
    private static final int MAX_LINKS = 100;
    private static final int MAX_SEEDS = 1000;

    /** @throws IllegalArgumentException if a value is out of range; the message names the option and the range */
    public ExperimentConfig {
        require(peers >= 2 && peers <= MAX_PEERS, "--peers", peers, "in 2.." + MAX_PEERS);
        require(links >= 1 && links <= MAX_LINKS, "--links", links, "in 1.." + MAX_LINKS);
        require(seeds >= 1 && seeds <= MAX_SEEDS, "--seeds", seeds, "in 1.." + MAX_SEEDS);
        require(messages >= 0 && messages <= MAX_MESSAGES, "--messages", messages, "in 0.." + MAX_MESSAGES);
        require(kill.of(peers) < peers, "--kill", kill, "less than all of the " + peers + " peers");
        require(partition.compareTo(duration) <= 0, "--partition", Durations.format(partition),
                "at most the --duration of " + Durations.format(duration));
        require(churn.replacements(peers, duration) <= MAX_PEERS, "--churn", churn,
                "at most " + MAX_PEERS + " replacements in the run");
    }

    private static void require(boolean holds, String option, Object value, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "Invalid value for option '" + option + "': " + value + " is not " + allowed);
        }
    }

    /** Returns the configuration of the peers. They generate no messages by themselves. */
    public PeerConfig peerConfig(PeerConfig defaults) {
        return new PeerConfig(defaults.name(), defaults.seeds(), 0, defaults.gossipInterval(), pingInterval,
                defaults.pingMisses(), links, defaults.maxDegree(), dissemination, ZoneOffset.UTC);
    }

    /** Returns how many peers crash together. */
    public int killed() {
        return kill.of(peers);
    }

    /** Returns how many peers are replaced by churn. */
    public int replacements() {
        return churn.replacements(peers, duration);
    }

    /** Returns the command-line arguments that give this configuration. */
    @Override
    public String toString() {
        StringJoiner arguments = new StringJoiner(" ")
                .add("--peers " + peers).add("--links " + links).add("--seeds " + seeds).add("--start " + start)
                .add("--churn " + churn).add("--loss " + loss).add("--delay " + delay);
        if (!partition.isZero()) {
            arguments.add("--partition " + Durations.format(partition));
        }
        return arguments.add("--kill " + kill).add("--messages " + messages)
                .add("--duration " + Durations.format(duration))
                .add("--ping-interval " + Durations.format(pingInterval))
                .add("--dissemination " + dissemination).add("--random-seed " + randomSeed).toString();
    }
}
