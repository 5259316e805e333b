package gossip.experiment;

import gossip.cli.Durations;
import gossip.peer.PeerConfig;
import gossip.peer.broadcast.Dissemination;
import gossip.protocol.Address;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.StringJoiner;

/**
 * What is to be tried. The same plan gives the same numbers.
 *
 * @param peers that start; churn keeps their number
 * @param links that a newcomer chooses, the m of the overlay
 * @param seeds how many seed nodes there are
 * @param loss of PINGs and GOSSIP
 * @param partition how long the halves are cut from each other; zero for not at all
 * @param kill who crashes at once, half way through the run
 * @param messages broadcast in the run, each by a random living peer
 * @param duration of the run, from when all have joined and settled
 * @param pingInterval the heartbeat
 * @param dissemination how messages spread
 */
public record ExperimentConfig(
        int peers, int links, int seeds, StartPattern start, Churn churn, CountOrPercent loss, LinkDelay delay, Duration partition,
        CountOrPercent kill, int messages, Duration duration, Duration pingInterval,
        Dissemination dissemination, long randomSeed) {

    private static final int MAX_PEERS = 1_000_000;
    private static final int MAX_MESSAGES = 100_000;
    private static final int MAX_LINKS = 100;
    private static final int MAX_SEEDS = 1000;

    /** @throws IllegalArgumentException naming the option and what is allowed */
    public ExperimentConfig {
        require(peers >= 2 && peers <= MAX_PEERS, "--peers", peers, "in 2.." + MAX_PEERS);
        require(links >= 1 && links <= MAX_LINKS, "--links", links, "in 1.." + MAX_LINKS);
        require(seeds >= 1 && seeds <= MAX_SEEDS, "--seeds", seeds, "in 1.." + MAX_SEEDS);
        require(messages >= 0 && messages <= MAX_MESSAGES, "--messages", messages, "in 0.." + MAX_MESSAGES);
        require(kill.of(peers) < peers, "--kill", kill, "less than all of the " + peers + " peers");
        require(partition.compareTo(duration) <= 0, "--partition", Durations.format(partition),
                "at most the --duration of " + Durations.format(duration));
        require(churn.replacements(peers, duration) <= MAX_PEERS, "--churn", churn,
                "at most " + MAX_PEERS + " exchanges in the run");
    }

    private static void require(boolean holds, String option, Object value, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "Invalid value for option '" + option + "': " + value + " is not " + allowed);
        }
    }

    /** Silent by themselves: the plan says who speaks when. */
    PeerConfig peerConfig(PeerConfig defaults) {
        List<Address> seedAddresses = defaults.seeds();
        return new PeerConfig(defaults.name(), seedAddresses, 0, defaults.gossipInterval(), pingInterval,
                defaults.pingMisses(), links, defaults.maxDegree(), dissemination, ZoneOffset.UTC);
    }

    int killed() {
        return kill.of(peers);
    }

    int replacements() {
        return churn.replacements(peers, duration);
    }

    /** The arguments that give this plan again. */
    @Override
    public String toString() {
        StringJoiner arguments = new StringJoiner(" ")
                .add("--peers " + peers).add("--links " + links).add("--seeds " + seeds).add("--start " + start)
                .add("--churn " + churn).add("--loss " + loss).add("--delay " + delay);
        if (!partition.isZero()) {
            arguments.add("--partition " + Durations.format(partition));
        }
        return arguments.add("--kill " + kill).add("--messages " + messages)
                .add("--duration " + Durations.format(duration)).add("--ping-interval " + Durations.format(pingInterval))
                .add("--dissemination " + dissemination).add("--random-seed " + randomSeed).toString();
    }
}
