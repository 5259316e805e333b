package gossip.cli;

import gossip.peer.Dissemination;
import gossip.peer.PeerSettings;
import gossip.protocol.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of peers. */
public final class PeerOptions {

    /** What Ctrl+C, or an ordinary kill, means. */
    public enum OnExit {
        CRASH, LEAVE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(names = "--listen", paramLabel = "HOST[:PORT]", defaultValue = "127.0.0.1",
            converter = Endpoint.Converter.class, description = "where to listen; default: a free port of 127.0.0.1")
    private Endpoint listen;

    @Option(names = "--advertise", paramLabel = "HOST[:PORT]", converter = Endpoint.Converter.class,
            description = "where others dial, if that is not where it listens")
    private Optional<Endpoint> advertise;

    @Option(names = "--name", paramLabel = "NAME",
            description = "who says hello in the messages; default: peer-PORT")
    private Optional<String> name;

    @Option(names = "--count", paramLabel = "N", defaultValue = "1",
            description = "so many whole peers in this process; default: ${DEFAULT-VALUE}")
    private int count;

    @Option(names = "--messages", paramLabel = "N", defaultValue = "10",
            description = "how many to generate, 0 for none; default: ${DEFAULT-VALUE}")
    private int messages;

    @Option(names = "--gossip-interval", paramLabel = "TIME", defaultValue = "5s",
            converter = DurationConverter.class,
            description = "from one generated message to the next; default: ${DEFAULT-VALUE}")
    private Duration gossipInterval;

    @Option(names = "--ping-interval", paramLabel = "TIME", defaultValue = "13s",
            converter = DurationConverter.class,
            description = "the heartbeat; shorter finds the dead sooner; default: ${DEFAULT-VALUE}")
    private Duration pingInterval;

    @Option(names = "--ping-misses", paramLabel = "N", defaultValue = "3",
            description = "so many PINGs unanswered in a row mean dead; default: ${DEFAULT-VALUE}")
    private int pingMisses;

    @Option(names = "--links", paramLabel = "M", defaultValue = "2",
            description = "neighbors that a newcomer chooses; default: ${DEFAULT-VALUE}")
    private int links;

    @Option(names = "--max-degree", paramLabel = "D", defaultValue = "1000",
            description = "neighbors at most; a full peer names others instead; default: ${DEFAULT-VALUE}")
    private int maxDegree;

    @Option(names = "--dissemination", paramLabel = "flood|prune", defaultValue = "flood",
            description = "flood: over every link; prune: over a tree for each origin; default: ${DEFAULT-VALUE}")
    private Dissemination dissemination;

    @Option(names = "--on-exit", paramLabel = "crash|leave", defaultValue = "crash",
            description = "what Ctrl+C does: crash says nothing to anyone; default: ${DEFAULT-VALUE}")
    private OnExit onExit;

    /**
     * Checks what no option can know by itself.
     *
     * @throws ParameterException naming the option and what is allowed
     * @throws IOException when the name of no seed can be resolved
     */
    public void validate(CommandLine commandLine, ConfigFile config) throws IOException {
        require(commandLine, count >= 1 && count <= 100_000, "--count", count, "1..100000");
        require(commandLine, messages >= 0, "--messages", messages, "0 or more");
        require(commandLine, pingMisses >= 1 && pingMisses <= 100, "--ping-misses", pingMisses, "1..100");
        require(commandLine, links >= 1 && links <= 100, "--links", links, "1..100");
        require(commandLine, maxDegree >= links && maxDegree <= 10_000, "--max-degree", maxDegree,
                "--links.." + 10_000);
        require(commandLine, listen.port() == 0 || listen.port() + count - 1 <= 65_535, "--listen", listen.port(),
                "a port that leaves room for --count peers");
        if (listen.isWildcard() && advertise.isEmpty()) {
            throw new ParameterException(commandLine, "--listen " + listen.host()
                    + " needs --advertise HOST: others must be told where to dial");
        }
        requireResolvableSeed(config);
    }

    private static void require(CommandLine commandLine, boolean holds, String option, int value, String allowed) {
        if (!holds) {
            throw new ParameterException(commandLine, "Invalid value for option '" + option + "': " + value
                    + " is not " + allowed, commandLine.getCommandSpec().findOption(option), String.valueOf(value));
        }
    }

    private static void requireResolvableSeed(ConfigFile config) throws IOException {
        for (Address seed : config.seeds()) {
            try {
                InetAddress.getByName(seed.host());
                return;
            } catch (UnknownHostException e) {
                // One name may be down for a while; only when all fail is it a mistake.
                continue;
            }
        }
        throw new IOException("no seed's host can be resolved: " + config.seeds() + " (" + config.source() + ")");
    }

    public int count() {
        return count;
    }

    public OnExit onExit() {
        return onExit;
    }

    public String listenHost() {
        return listen.host();
    }

    /** 0 for a free one. */
    public int listenPort(int number) {
        return listen.port() == 0 ? 0 : listen.port() + number;
    }

    /** Where others dial the peer of this number. */
    public Address advertised(int number, int boundPort) {
        String host = advertise.map(Endpoint::host).orElse(listen.host());
        int port = advertise.map(Endpoint::port).filter(said -> said > 0).map(said -> said + number).orElse(boundPort);
        return new Address(host, port);
    }

    public PeerSettings settings(int number, Address self, List<Address> seeds) {
        String own = name.map(said -> count == 1 ? said : said + "-" + (number + 1)).orElse("peer-" + self.port());
        return new PeerSettings(own, seeds, messages, gossipInterval, pingInterval, pingMisses, links, maxDegree,
                dissemination, ZoneId.systemDefault());
    }
}
