package gossip;

import gossip.cli.ConfigFile;
import gossip.cli.Launcher;
import gossip.cli.Options;
import gossip.cli.PeerOptions;
import gossip.cli.TypedLines;
import gossip.eventlog.EventLog;
import gossip.net.Listener;
import gossip.net.SocketHost;
import gossip.net.Timers;
import gossip.peer.Peer;
import gossip.peer.PeerEvents;
import gossip.protocol.Address;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** One or many peers as a process, until Ctrl+C, which is a crash on purpose, or until told to leave. */
@Command(name = "peer", sortOptions = false,
        description = "Runs a peer. A typed line is gossiped; /help lists what else can be typed. Ctrl+C is a crash.")
public final class PeerNode implements Launcher.Configured {

    private ConfigFile config;

    @Spec
    private CommandSpec spec;

    @Mixin
    private PeerOptions peers;

    @Mixin
    private Options options;

    @Override
    public void configure(ConfigFile file) {
        config = file;
    }

    public static void main(String[] args) {
        System.exit(Launcher.run(new PeerNode(), List.of(new SeedNode()), args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        peers.validate(spec.commandLine(), config);
        EventLog log = EventLog.open(options.output());
        PeerProcess process = new PeerProcess(log, peers.onExit());
        Timers timers = new Timers();
        List<Listener> listeners = new ArrayList<>();
        for (int i = 0; i < peers.count(); i++) {
            listeners.add(Listener.bind(peers.listenHost(), peers.listenPort(i)));
        }
        for (int i = 0; i < peers.count(); i++) {
            Listener listener = listeners.get(i);
            int number = i;
            Address self = peers.advertised(i, listener.port());
            PeerEvents events = log.ofPeer(self);
            process.add(events, SocketHost.start(listener, timers, log::fault, surroundings ->
                    new Peer(self, peers.settings(number, self, config.seeds()), surroundings, events)));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(process::shutDown, "shutdown"));
        Thread.ofPlatform().daemon().name("typed lines")
                .start(() -> new TypedLines(process, System.out).read(System.in));
        process.awaitEnd();
        return 0;
    }
}
