package gossip.cli;

import gossip.peer.PeerConfig;
import gossip.peer.broadcast.Dissemination;
import gossip.protocol.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of peers. A picocli mixin. */
public final class PeerOptions {

    /** What Ctrl+C or a SIGTERM does. */
    public enum OnExit {
        CRASH, LEAVE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(names = "--listen", paramLabel = "HOST[:PORT]", defaultValue = "127.0.0.1",
            description = "Where to listen (default: a free port of ${DEFAULT-VALUE}).")
    private HostPort listen;

    @Option(names = "--advertise", paramLabel = "HOST[:PORT]",
            description = "The address that other nodes dial, if it differs from --listen.")
    private Optional<HostPort> advertise;

    @Option(names = "--name", paramLabel = "NAME",
            description = "The name in generated messages (default: peer-PORT).")
    private Optional<String> name;

    @Option(names = "--count", paramLabel = "N", defaultValue = "1",
            description = "The number of peers in this process (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(names = "--messages", paramLabel = "N", defaultValue = "10",
            description = "The number of messages to generate, 0 for none (default: ${DEFAULT-VALUE}).")
    private int messages;

    @Option(names = "--gossip-interval", paramLabel = "TIME", defaultValue = "5s", converter = Durations.Converter.class,
            description = "The time between two generated messages (default: ${DEFAULT-VALUE}).")
    private Duration gossipInterval;

    @Option(names = "--ping-interval", paramLabel = "TIME", defaultValue = "13s", converter = Durations.Converter.class,
            description = "The heartbeat. A shorter one detects dead peers sooner (default: ${DEFAULT-VALUE}).")
    private Duration pingInterval;

    @Option(names = "--ping-misses", paramLabel = "N", defaultValue = "3",
            description = "Unanswered PINGs in a row until a neighbor is declared dead (default: ${DEFAULT-VALUE}).")
    private int pingMisses;

    @Option(names = "--links", paramLabel = "M", defaultValue = "2",
            description = "The number of neighbors that a new peer chooses (default: ${DEFAULT-VALUE}).")
    private int links;

    @Option(names = "--max-degree", paramLabel = "D", defaultValue = "1000",
            description = "The highest number of neighbors. A full peer names others (default: ${DEFAULT-VALUE}).")
    private int maxDegree;

    @Option(names = "--dissemination", paramLabel = "flood|prune", defaultValue = "flood",
            description = "flood: over every link. prune: over a tree per origin (default: ${DEFAULT-VALUE}).")
    private Dissemination dissemination;

    @Option(names = "--on-exit", paramLabel = "crash|leave", defaultValue = "crash",
            description = "What Ctrl+C does. crash: end without a message to any node. leave: depart cleanly"
                    + " (default: ${DEFAULT-VALUE}).")
    private OnExit onExit;

    /**
     * Checks ranges and combinations of options.
     *
     * @throws InvalidOptionException naming the option and what is allowed
     * @throws IOException if the host name of no seed can be resolved
     */
    public void validate(ConfigFile configFile) throws InvalidOptionException, IOException {
        require(count >= 1 && count <= 100_000, "--count", count, "1..100000");
        require(messages >= 0, "--messages", messages, "0 or more");
        require(pingMisses >= 1 && pingMisses <= 100, "--ping-misses", pingMisses, "1..100");
        require(links >= 1 && links <= 100, "--links", links, "1..100");
        require(maxDegree >= links && maxDegree <= 10_000, "--max-degree", maxDegree,
                "--links.." + 10_000);
        require(listen.port() == 0 || listen.port() + count - 1 <= 65_535, "--listen", listen.port(),
                "a port that leaves room for --count peers");
        if (listen.isWildcard() && advertise.isEmpty()) {
            throw new InvalidOptionException("--listen", listen.host(), "--listen " + listen.host()
                    + " needs --advertise HOST, because other nodes cannot dial it");
        }
        requireResolvableSeed(configFile);
    }

    private static void require(boolean holds, String option, int value, String allowed) throws InvalidOptionException {
        if (!holds) {
            throw new InvalidOptionException(option, String.valueOf(value),
                    "Invalid value for option '" + option + "': " + value + " is not " + allowed);
        }
    }

    private static void requireResolvableSeed(ConfigFile configFile) throws IOException {
        for (Address seed : configFile.seeds()) {
            try {
                InetAddress.getByName(seed.host());
                return;
            } catch (UnknownHostException e) {
                // One name may be unavailable for a while. It is a mistake only if all fail.
                continue;
            }
        }
        throw new IOException("no seed's host can be resolved: " + configFile.seeds() + " (" + configFile.source() + ")");
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

    /** Returns the port of the peer with this number, 0 for a free one. */
    public int listenPort(int number) {
        return listen.port() == 0 ? 0 : listen.port() + number;
    }

    /** Returns the address that other nodes dial to reach the peer with this number. */
    public Address advertised(int number, int boundPort) {
        String host = advertise.map(HostPort::host).orElse(listen.host());
        int advertisedPort = advertise.map(HostPort::port).filter(port -> port > 0).map(port -> port + number).orElse(boundPort);
        return new Address(host, advertisedPort);
    }

    public PeerConfig config(int number, Address self, List<Address> seeds) {
        String own = name.map(given -> count == 1 ? given : given + "-" + (number + 1)).orElse("peer-" + self.port());
        return new PeerConfig(own, seeds, messages, gossipInterval, pingInterval, pingMisses, links, maxDegree,
                dissemination, ZoneId.systemDefault());
    }
}
