package gossip.cli;

import gossip.peer.PeerConfig;
import gossip.peer.broadcast.Dissemination;
import gossip.peer.broadcast.Retention;
import gossip.protocol.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of a peer process. It runs {@link #count} peers, numbered from 0. */
public final class PeerOptions {

    private static final int MAX_COUNT = 100_000;
    private static final int MAX_PING_MISSES = 100;
    private static final int MAX_LINKS = 100;
    private static final int MAX_DEGREE = 10_000;

    /** What a process does when it gets Ctrl+C, SIGTERM or SIGHUP. */
    public enum OnExit {
        CRASH, LEAVE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--listen", paramLabel = "HOST[:PORT]", converter = HostPort.Converter.class,
            description = "Where to listen. Without a port, a free one is used. Default: the address of this machine"
                    + " from which it reaches the seeds.")
    private Optional<HostPort> listen;

    @Option(names = "--advertise", paramLabel = "HOST[:PORT]", converter = HostPort.Converter.class,
            description = "Address that others dial. Default: the address of --listen.")
    private Optional<HostPort> advertise;

    @Option(names = "--name", paramLabel = "NAME", converter = NameConverter.class,
            description = "Name of the peer in generated messages. Default: peer-PORT.")
    private Optional<String> name;

    @Option(names = "--count", paramLabel = "N", defaultValue = "1",
            description = "Number of peers in this process. Default: ${DEFAULT-VALUE}.")
    private int count;

    @Option(names = "--messages", paramLabel = "N", defaultValue = "10",
            description = "Number of messages to generate, 0 for none. Default: ${DEFAULT-VALUE}.")
    private int messages;

    @Option(names = "--gossip-interval", paramLabel = "TIME", defaultValue = "5s",
            converter = Durations.Converter.class,
            description = "Time between two generated messages. Default: ${DEFAULT-VALUE}.")
    private Duration gossipInterval;

    @Option(names = "--ping-interval", paramLabel = "TIME", defaultValue = "13s",
            converter = Durations.Converter.class, description = "Time between two PINGs to a neighbor. A shorter"
                    + " interval detects dead peers sooner. Default: ${DEFAULT-VALUE}.")
    private Duration pingInterval;

    @Option(names = "--ping-misses", paramLabel = "N", defaultValue = "3", description = "Number of consecutive PINGs"
            + " without a reply after which a neighbor is declared dead. Default: ${DEFAULT-VALUE}.")
    private int pingMisses;

    @Option(names = "--links", paramLabel = "M", defaultValue = "2",
            description = "Number of neighbors that a joining peer chooses. Default: ${DEFAULT-VALUE}.")
    private int links;

    @Option(names = "--max-degree", paramLabel = "D", defaultValue = "1000", description = "Largest number of"
            + " neighbors. A full peer redirects other peers to its neighbors. Default: ${DEFAULT-VALUE}.")
    private int maxDegree;

    @Option(names = "--dissemination", paramLabel = "flood|prune", defaultValue = "flood",
            description = "How messages spread. flood: over every link. prune: over one tree, with less than half"
                    + " of the copies. The last peer gets a message later. Default: ${DEFAULT-VALUE}.")
    private Dissemination dissemination;

    @Option(names = "--retain", paramLabel = "N|SIZE|TIME", split = ",", converter = RetentionLimits.Converter.class,
            description = "Which messages are kept for peers that lack them: the newest by count (1000), size (4M) or"
                    + " age (10m). Several may be given. Default: 16384,4M.")
    private List<Retention> retain = List.of();

    @Option(names = "--on-exit", paramLabel = "crash|leave", defaultValue = "crash",
            description = "What Ctrl+C, SIGTERM and SIGHUP do."
            + " crash: end without a message to anyone. leave: leave the network, then end. Default: ${DEFAULT-VALUE}.")
    private OnExit onExit;

    /**
     * Checks the ranges of the options and how they fit together.
     *
     * @param http where the metrics are served, if they are
     * @throws ParameterException if a value is not allowed; the message names the option and what is allowed
     * @throws IOException if the host of no seed can be resolved
     */
    public void validate(ConfigFile configFile, Optional<HostPort> http) throws IOException {
        require(count >= 1 && count <= MAX_COUNT, "--count", count, "1.." + MAX_COUNT);
        require(messages >= 0, "--messages", messages, "0 or more");
        require(pingMisses >= 1 && pingMisses <= MAX_PING_MISSES, "--ping-misses", pingMisses, "1.." + MAX_PING_MISSES);
        require(links >= 1 && links <= MAX_LINKS, "--links", links, "1.." + MAX_LINKS);
        require(maxDegree >= links && maxDegree <= MAX_DEGREE, "--max-degree", maxDegree, "--links.." + MAX_DEGREE);
        require(listenPort(0) == 0 || listenPort(count - 1) <= Address.MAX_PORT, "--listen", listenPort(0),
                "a port that leaves enough higher ports for --count peers");
        if (advertise.filter(HostPort::isWildcard).isPresent()) {
            String host = advertise.get().host();
            throw usageError("--advertise", host, "--advertise " + host
                    + " means all addresses of a machine; name the host that other peers dial");
        }
        if (listen.filter(HostPort::isWildcard).isPresent() && advertise.isEmpty()) {
            String host = listen.get().host();
            throw usageError("--listen", host, "--listen " + host
                    + " needs --advertise HOST, because other peers cannot dial " + host);
        }
        refuseAddressOfSeed(configFile, http);
        requireResolvableSeed(configFile);
    }

    /** The peer would keep the port from the seed, and other peers would try to register with the peer. */
    private void refuseAddressOfSeed(ConfigFile configFile, Optional<HostPort> http) {
        for (Address seed : configFile.seeds()) {
            refuse("--listen", listen, count, seed);
            refuse("--advertise", advertise, count, seed);
            refuse("--http", http, 1, seed);
        }
    }

    /** @param ports how many ports from the given one on are used */
    private void refuse(String option, Optional<HostPort> given, int ports, Address seed) {
        if (given.filter(address -> takes(address, ports, seed)).isPresent()) {
            throw usageError(option, seed.toString(), option + ": " + seed + " is the address of a seed;"
                    + " choose another port, or leave it out for a free one");
        }
    }

    private static boolean takes(HostPort given, int ports, Address seed) {
        boolean samePort = given.port() > 0 && given.port() <= seed.port() && seed.port() < given.port() + ports;
        return samePort && (given.isWildcard() ? LocalHost.isLocal(seed.host())
                : LocalHost.isSame(given.host(), seed.host()));
    }

    private void require(boolean condition, String option, int value, String allowed) {
        if (!condition) {
            throw usageError(option, String.valueOf(value),
                    "Invalid value for option '" + option + "': " + value + " is not " + allowed);
        }
    }

    private ParameterException usageError(String option, String value, String message) {
        return new ParameterException(command.commandLine(), message, command.findOption(option), value);
    }

    private static void requireResolvableSeed(ConfigFile configFile) throws IOException {
        for (Address seed : configFile.seeds()) {
            try {
                InetAddress.getByName(seed.host());
                return;
            } catch (UnknownHostException e) {
                // The lookup of one name may fail for a while. It is an error only if all fail.
                continue;
            }
        }
        throw new IOException(
                "no seed has a host that can be resolved: " + configFile.seeds() + " (" + configFile.source()
                        + "); correct the name, or list addresses");
    }

    /** Returns the number of peers that this process runs. */
    public int count() {
        return count;
    }

    public OnExit onExit() {
        return onExit;
    }

    /** Returns the host of {@code --listen}, if it is given. */
    public Optional<String> listenHost() {
        return listen.map(HostPort::host);
    }

    /** Returns the host of {@code --advertise}, if it is given. */
    public Optional<String> advertisedHost() {
        return advertise.map(HostPort::host);
    }

    /** Returns the port for a peer, or 0 for a free one. */
    public int listenPort(int number) {
        return listen.map(HostPort::port).filter(port -> port > 0).map(port -> port + number).orElse(0);
    }

    /** Returns whether no option says at which port other nodes dial the peers. */
    public boolean leavesPortFree() {
        return listenPort(0) == 0 && advertise.filter(given -> given.port() > 0).isEmpty();
    }

    /**
     * Returns the address that other nodes dial to reach a peer.
     *
     * @param host where the peer listens
     */
    public Address advertised(int number, String host, int boundPort) {
        int port = advertise.map(HostPort::port).filter(given -> given > 0).map(given -> given + number)
                .orElse(boundPort);
        return new Address(advertisedHost().orElse(host), port);
    }

    /** Returns the configuration of a peer. */
    public PeerConfig config(int number, Address self, List<Address> seeds) {
        String peerName = name.map(given -> count == 1 ? given : given + "-" + (number + 1))
                .orElse("peer-" + self.port());
        return new PeerConfig(peerName, seeds, messages, gossipInterval, pingInterval, pingMisses, links, maxDegree,
                dissemination, ZoneId.systemDefault()).withRetention(RetentionLimits.merge(retain));
    }
}
