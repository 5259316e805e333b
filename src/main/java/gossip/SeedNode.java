package gossip;

import gossip.cli.ConfigFile;
import gossip.cli.HostPort;
import gossip.cli.Launcher;
import gossip.cli.SharedOptions;
import gossip.cli.VersionProvider;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The seed program. It runs one seed until Ctrl+C. */
@Command(name = "seed", sortOptions = false, mixinStandardHelpOptions = true, versionProvider = VersionProvider.class,
        description = "Runs a seed. Peers register with it and receive the list of members. Ctrl+C ends it.")
public final class SeedNode implements Launcher.Configured {

    private ConfigFile configFile = ConfigFile.none();

    @Option(names = "--listen", paramLabel = "HOST:PORT",
            description = "Where to listen (default: the first seed in the config file).")
    private Optional<HostPort> listen;

    @Mixin
    private SharedOptions options;

    @Override
    public void configure(ConfigFile file) {
        configFile = file;
    }

    public static void main(String[] args) {
        System.exit(Launcher.run(new SeedNode(), List.of(new PeerNode()), args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
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
