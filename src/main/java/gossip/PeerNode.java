package gossip;

import gossip.cli.ConfigFile;
import gossip.cli.InvalidOptionException;
import gossip.cli.Launcher;
import gossip.cli.PeerOptions;
import gossip.cli.SharedOptions;
import gossip.cli.TerminalCommands;
import gossip.cli.VersionProvider;
import gossip.eventlog.EventLog;
import gossip.net.Acceptor;
import gossip.net.SharedResources;
import gossip.node.PeerListener;
import gossip.peer.PeerConfig;
import gossip.protocol.Address;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The peer program. It runs one or many peers until Ctrl+C, which is a crash on purpose, or until {@code /leave}. */
@Command(name = "peer", sortOptions = false, mixinStandardHelpOptions = true, versionProvider = VersionProvider.class,
        description = "Runs a peer. A typed line is gossiped. /help lists the commands that can be typed."
                + " Ctrl+C is a crash.")
public final class PeerNode implements Launcher.Configured {

    private static final int MAX_JOINING = 32;
    /** The next peer starts after this time even if no earlier one has joined, for example without a seed. */
    private static final int JOIN_TIMEOUT_MILLIS = 100;

    private ConfigFile configFile = ConfigFile.none();

    @Mixin
    private PeerOptions peers;

    @Mixin
    private SharedOptions options;

    @Override
    public void configure(ConfigFile file) {
        configFile = file;
    }

    public static void main(String[] args) {
        System.exit(Launcher.run(new PeerNode(), List.of(new SeedNode()), args));
    }

    @Override
    public Integer call() throws InvalidOptionException, IOException, InterruptedException {
        peers.validate(configFile);
        EventLog log = EventLog.open(options.output());
        PeerProcess process = new PeerProcess(log, peers.onExit());
        Runtime.getRuntime().addShutdownHook(new Thread(process::shutDown, "shutdown"));
        startPeers(bindAll(), log, process);
        // Lines may be waiting already, so a peer must exist before they are read.
        Thread.ofPlatform().daemon().name("typed lines")
                .start(() -> new TerminalCommands(process, System.out).read(System.in));
        process.awaitEnd();
        return 0;
    }

    /** Binds all ports before any peer starts, so a port in use ends the whole attempt. */
    private List<Acceptor> bindAll() throws IOException {
        List<Acceptor> listeners = new ArrayList<>();
        for (int i = 0; i < peers.count(); i++) {
            listeners.add(Acceptor.bind(peers.listenHost(), peers.listenPort(i)));
        }
        return listeners;
    }

    /** Starts few peers at a time. A thousand joins at once would need more connections than a process may have. */
    private void startPeers(List<Acceptor> listeners, EventLog log, PeerProcess process) throws InterruptedException {
        SharedResources resources = new SharedResources();
        Semaphore joining = new Semaphore(MAX_JOINING);
        for (int i = 0; i < listeners.size(); i++) {
            Acceptor acceptor = listeners.get(i);
            Address self = peers.advertised(i, acceptor.port());
            PeerConfig config = peers.config(i, self, configFile.seeds());
            PeerListener listener = log.ofPeer(self);
            boolean permitted = joining.tryAcquire(JOIN_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
            process.add(listener, GossipPeer.start(acceptor, self, config, listener, resources, log::fault,
                    () -> joining.release(permitted ? 1 : 0)));
        }
    }
}
