package gossip;

import gossip.cli.ConfigFile;
import gossip.cli.Endpoint;
import gossip.cli.Launcher;
import gossip.cli.Options;
import gossip.eventlog.EventLog;
import gossip.net.Commons;
import gossip.net.Listener;
import gossip.net.SocketHost;
import gossip.protocol.Address;
import gossip.seed.Seed;
import gossip.seed.SeedEvents;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A seed as a process: keeps the membership of the network, until Ctrl+C. */
@Command(name = "seed", sortOptions = false,
        description = "Runs a seed: peers register with it and learn of each other. Ctrl+C ends it.")
public final class SeedNode implements Launcher.Configured {

    private ConfigFile config;

    @Option(names = "--listen", paramLabel = "HOST:PORT", converter = Endpoint.Converter.class,
            description = "where to listen; default: the first seed in the config file")
    private Optional<Endpoint> listen;

    @Mixin
    private Options options;

    @Override
    public void configure(ConfigFile file) {
        config = file;
    }

    public static void main(String[] args) {
        System.exit(Launcher.run(new SeedNode(), List.of(new PeerNode()), args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Address first = config.seeds().getFirst();
        Endpoint endpoint = listen.orElse(new Endpoint(first.host(), first.port()));
        Listener listener = Listener.bind(endpoint.host(), endpoint.port());
        Address self = new Address(endpoint.host(), listener.port());
        EventLog log = EventLog.open(options.output());
        SeedEvents events = log.ofSeed(self);
        SocketHost<Seed> host = SocketHost.start(
                listener, new Commons(), log::fault, surroundings -> new Seed(self, surroundings, events));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            host.freeze();
            events.stopped("interrupted");
            log.close();
        }, "shutdown"));
        new CountDownLatch(1).await();
        return 0;
    }
}
