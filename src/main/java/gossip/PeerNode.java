package gossip;

import gossip.cli.ConfigFile;
import gossip.cli.InvalidOptionException;
import gossip.cli.Launcher;
import gossip.cli.LongOption;
import gossip.cli.PeerOptions;
import gossip.cli.SharedOptions;
import gossip.cli.TerminalCommands;
import gossip.eventlog.EventLog;
import gossip.net.Acceptor;
import gossip.net.SharedResources;
import gossip.net.SocketHost;
import gossip.node.PeerListener;
import gossip.peer.Peer;
import gossip.peer.PeerConfig;
import gossip.protocol.Address;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One or many peers as a process, until Ctrl+C, which is a crash on purpose, or until told to leave. */
public final class PeerNode implements Launcher.Configured {

    private static final int JOINING_AT_ONCE = 32;
    /** When joining takes longer, without a seed for one, the next peer starts all the same. */
    private static final int PATIENCE_MILLIS = 100;

    private ConfigFile configFile;
    private final PeerOptions peers = new PeerOptions();
    private final SharedOptions options = new SharedOptions();

    @Override
    public String name() {
        return "peer";
    }

    @Override
    public String description() {
        return "Runs a peer. A typed line is gossiped; /help lists what else can be typed. Ctrl+C is a crash.";
    }

    @Override
    public List<LongOption<?>> options() {
        return Stream.of(peers.list(), options.list()).<LongOption<?>>flatMap(List::stream).toList();
    }

    @Override
    public void configure(ConfigFile file) {
        configFile = file;
    }

    public static void main(String[] args) {
        System.exit(Launcher.run(new PeerNode(), List.of(new SeedNode()), args));
    }

    @Override
    public int call() throws InvalidOptionException, IOException, InterruptedException {
        peers.validate(configFile);
        EventLog log = EventLog.open(options.output());
        PeerProcess process = new PeerProcess(log, peers.onExit());
        Runtime.getRuntime().addShutdownHook(new Thread(process::shutDown, "shutdown"));
        startPeers(bindAll(), log, process);
        // Not before there is a peer: lines may be waiting already.
        Thread.ofPlatform().daemon().name("typed lines")
                .start(() -> new TerminalCommands(process, System.out).read(System.in));
        process.awaitEnd();
        return 0;
    }

    /** Before any peer starts, so that a port in use ends the whole attempt. */
    private List<Acceptor> bindAll() throws IOException {
        List<Acceptor> listeners = new ArrayList<>();
        for (int i = 0; i < peers.count(); i++) {
            listeners.add(Acceptor.bind(peers.listenHost(), peers.listenPort(i)));
        }
        return listeners;
    }

    /** Few at a time: a thousand that ask each other at once would want more connections than a process may have. */
    private void startPeers(List<Acceptor> listeners, EventLog log, PeerProcess process) throws InterruptedException {
        SharedResources resources = new SharedResources();
        Semaphore joining = new Semaphore(JOINING_AT_ONCE);
        for (int i = 0; i < listeners.size(); i++) {
            Acceptor acceptor = listeners.get(i);
            Address self = peers.advertised(i, acceptor.port());
            PeerConfig config = peers.settings(i, self, configFile.seeds());
            PeerListener listener = log.ofPeer(self);
            boolean permitted = joining.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            SocketHost<Peer> host = SocketHost.start(
                    acceptor, resources, log::fault, environment -> new Peer(self, config, environment, listener));
            process.add(listener, host);
            if (permitted) {
                host.execute(peer -> peer.whenJoined(joining::release));
            }
        }
    }
}
