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

    private HostPort listen;
    private Optional<HostPort> advertise = Optional.empty();
    private Optional<String> name = Optional.empty();
    private int count;
    private int messages;
    private Duration gossipInterval;
    private Duration pingInterval;
    private int pingMisses;
    private int links;
    private int maxDegree;
    private Dissemination dissemination;
    private OnExit onExit;

    public List<LongOption<?>> list() {
        return List.of(
                new LongOption<>("--listen", "HOST[:PORT]", HostPort::parse, "127.0.0.1", it -> listen = it,
                        "where to listen; default: a free port of 127.0.0.1"),
                new LongOption<>("--advertise", "HOST[:PORT]", HostPort::parse, it -> advertise = Optional.of(it),
                        "where others dial, if that is not where it listens"),
                new LongOption<>("--name", "NAME", String::valueOf, it -> name = Optional.of(it),
                        "who says hello in the messages; default: peer-PORT"),
                new LongOption<>("--count", "N", LongOption::number, "1", it -> count = it,
                        "so many whole peers in this process; default: ${DEFAULT-VALUE}"),
                new LongOption<>("--messages", "N", LongOption::number, "10", it -> messages = it,
                        "how many to generate, 0 for none; default: ${DEFAULT-VALUE}"),
                new LongOption<>("--gossip-interval", "TIME", LongOption::duration, "5s", it -> gossipInterval = it,
                        "from one generated message to the next; default: ${DEFAULT-VALUE}"),
                new LongOption<>("--ping-interval", "TIME", LongOption::duration, "13s", it -> pingInterval = it,
                        "the heartbeat; shorter finds the dead sooner; default: ${DEFAULT-VALUE}"),
                new LongOption<>("--ping-misses", "N", LongOption::number, "3", it -> pingMisses = it,
                        "so many PINGs unanswered in a row mean dead; default: ${DEFAULT-VALUE}"),
                new LongOption<>("--links", "M", LongOption::number, "2", it -> links = it,
                        "neighbors that a newcomer chooses; default: ${DEFAULT-VALUE}"),
                new LongOption<>("--max-degree", "D", LongOption::number, "1000", it -> maxDegree = it,
                        "neighbors at most; a full peer names others instead; default: ${DEFAULT-VALUE}"),
                new LongOption<>("--dissemination", "flood|prune", LongOption.oneOf(Dissemination.class), "flood",
                        it -> dissemination = it,
                        "flood: over every link; prune: over a tree for each origin; default: ${DEFAULT-VALUE}"),
                new LongOption<>("--on-exit", "crash|leave", LongOption.oneOf(OnExit.class), "crash", it -> onExit = it,
                        "what Ctrl+C does: crash says nothing to anyone; default: ${DEFAULT-VALUE}"));
    }

    /**
     * Checks what no option can know by itself.
     *
     * @throws InvalidOptionException naming the option and what is allowed
     * @throws IOException when the name of no seed can be resolved
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
                    + " needs --advertise HOST: others must be told where to dial");
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
                // One name may be down for a while; only when all fail is it a mistake.
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

    /** 0 for a free one. */
    public int listenPort(int number) {
        return listen.port() == 0 ? 0 : listen.port() + number;
    }

    /** Where others dial the peer of this number. */
    public Address advertised(int number, int boundPort) {
        String host = advertise.map(HostPort::host).orElse(listen.host());
        int port = advertise.map(HostPort::port).filter(said -> said > 0).map(said -> said + number).orElse(boundPort);
        return new Address(host, port);
    }

    public PeerConfig settings(int number, Address self, List<Address> seeds) {
        String own = name.map(said -> count == 1 ? said : said + "-" + (number + 1)).orElse("peer-" + self.port());
        return new PeerConfig(own, seeds, messages, gossipInterval, pingInterval, pingMisses, links, maxDegree,
                dissemination, ZoneId.systemDefault());
    }
}
