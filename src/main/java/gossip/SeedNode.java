package gossip;

import gossip.cli.ConfigFile;
import gossip.cli.HostPort;
import gossip.cli.Launcher;
import gossip.cli.LongOption;
import gossip.cli.SharedOptions;
import gossip.eventlog.EventLog;
import gossip.net.Acceptor;
import gossip.net.SharedResources;
import gossip.net.SocketHost;
import gossip.node.SeedListener;
import gossip.protocol.Address;
import gossip.seed.Seed;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** A seed as a process: keeps the membership of the network, until Ctrl+C. */
public final class SeedNode implements Launcher.Configured {

    private ConfigFile configFile;
    private Optional<HostPort> listen = Optional.empty();
    private final SharedOptions options = new SharedOptions();

    @Override
    public String name() {
        return "seed";
    }

    @Override
    public String description() {
        return "Runs a seed: peers register with it and learn of each other. Ctrl+C ends it.";
    }

    @Override
    public List<LongOption<?>> options() {
        LongOption<?> where = new LongOption<>("--listen", "HOST:PORT", HostPort::parse,
                it -> listen = Optional.of(it), "where to listen; default: the first seed in the config file");
        return Stream.concat(Stream.of(where), options.list().stream()).toList();
    }

    @Override
    public void configure(ConfigFile file) {
        configFile = file;
    }

    public static void main(String[] args) {
        System.exit(Launcher.run(new SeedNode(), List.of(new PeerNode()), args));
    }

    @Override
    public int call() throws IOException, InterruptedException {
        Address first = configFile.seeds().getFirst();
        HostPort hostPort = listen.orElse(new HostPort(first.host(), first.port()));
        Acceptor acceptor = Acceptor.bind(hostPort.host(), hostPort.port());
        Address self = new Address(hostPort.host(), acceptor.port());
        EventLog log = EventLog.open(options.output());
        SeedListener listener = log.ofSeed(self);
        SocketHost<Seed> host = SocketHost.start(
                acceptor, new SharedResources(), log::fault, environment -> new Seed(self, environment, listener));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            host.freeze();
            listener.stopped("interrupted");
            log.close();
        }, "shutdown"));
        new CountDownLatch(1).await();
        return 0;
    }
}
