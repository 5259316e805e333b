package gossip;

import gossip.cli.Launcher;
import gossip.cli.PeerOptions;
import gossip.cli.SharedOptions;
import gossip.eventlog.EventLog;
import gossip.identity.Role;
import gossip.net.Acceptor;
import gossip.net.SharedResources;
import gossip.node.PeerListener;
import gossip.node.SignatureService;
import gossip.peer.PeerConfig;
import gossip.protocol.Address;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The program that runs one or more peers in a process, until Ctrl+C or a typed command ends it. */
@Command(name = "peer", sortOptions = false, description = {
    "Runs a peer. A typed line is sent to all peers. Type /help for the commands. Ctrl+C is a crash.",
    "A line option=value in the configuration file sets an option. The command line prevails."})
public final class PeerNode implements Callable<Integer> {

    @Mixin
    private final PeerOptions options = new PeerOptions();
    @Mixin
    private final SharedOptions shared = new SharedOptions(SeedNode.class);

    public static void main(String[] args) {
        System.exit(Launcher.run(new PeerNode(), args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        options.validate(shared.configFile(), shared.http());
        if (options.count() == 1 && shared.tls().isEmpty()) {
            CarrierThreads.useOne();
        }
        boolean signed = shared.signed();
        NodeTls tls = new NodeTls(shared.tls());
        EventLog log = shared.openLog();
        ListenHost listen = ListenHost.choose(
                options.listenHost(), options.advertisedHost(), shared.configFile().seeds());
        List<NodeData> data = openAll(log);
        List<Acceptor> acceptors = bindAll(listen.host(), data);
        Address first = options.advertised(0, listen.host(), acceptors.getFirst().port());
        tls.require(Role.PEER, first);
        Optional<SignatureService> signatures = signed ? Optional.of(tls.signatures()) : Optional.empty();
        PeerProcess process = new PeerProcess(log, options.onExit(), System.out);
        HttpEndpoint.start(shared.http(), tls.https(shared.httpTls()), process::statuses, log);
        Runtime.getRuntime().addShutdownHook(new Thread(process::shutDown, "shutdown"));
        ExitSignals.handle(process::signaled);
        startAll(process, log, tls, signatures, listen, acceptors, data);
        process.readTypedLines(new NodeCommands(
                shared.configFile().seeds(), shared.tls(), shared.isConsoleRaw()));
        return process.awaitEnd();
    }

    /** Opens the folder of {@code --data}, or with {@code --count} a folder in it for each peer. */
    private List<NodeData> openAll(EventLog log) throws IOException {
        List<NodeData> data = new ArrayList<>();
        for (int i = 0; i < options.count(); i++) {
            String number = String.valueOf(i + 1);
            Optional<Path> folder = shared.data().map(given -> options.count() == 1 ? given : given.resolve(number));
            data.add(NodeData.open(folder, Role.PEER, shared.fsync(), log::fault));
        }
        return data;
    }

    /** Binds the ports of all peers before any peer starts, so that a port in use prevents the start. */
    private List<Acceptor> bindAll(String host, List<NodeData> data) throws IOException {
        List<Acceptor> acceptors = new ArrayList<>();
        for (int i = 0; i < options.count(); i++) {
            acceptors.add(options.leavesPortFree() ? data.get(i).bindAgain(host)
                    : Acceptor.bind(host, options.listenPort(i)));
        }
        return acceptors;
    }

    /** Starts the peers and limits how many join at the same time. */
    private void startAll(PeerProcess process, EventLog log, NodeTls tls, Optional<SignatureService> signatures,
            ListenHost listen, List<Acceptor> acceptors, List<NodeData> data) throws InterruptedException {
        SharedResources resources = tls.resources();
        JoinWindow joining = new JoinWindow(JoinWindow.WAIT);
        for (int i = 0; i < acceptors.size(); i++) {
            Runnable onJoined = joining.awaitStart();
            boolean first = i == 0;
            Address self = options.advertised(i, listen.host(), acceptors.get(i).port());
            PeerListener listener = log.ofPeer(self);
            start(process, log, resources, config(i, self, signatures), self, listener, acceptors.get(i),
                    data.get(i), () -> {
                onJoined.run();
                if (first) {
                    process.joined();
                }
            });
            if (first) {
                tls.watch(listener);
                Stream.concat(shared.configFile().notice().stream(), listen.notice().stream())
                        .forEach(notice -> listener.event("NOTICE", "text", notice));
            }
        }
    }

    private PeerConfig config(int number, Address self, Optional<SignatureService> signatures) {
        PeerConfig unsigned = options.config(number, self, shared.configFile().seeds())
                .withNetwork(shared.network()).withControl(shared.control());
        return signatures.map(unsigned::withSignatures).orElse(unsigned);
    }

    private static void start(PeerProcess process, EventLog log, SharedResources resources, PeerConfig config,
            Address self, PeerListener listener, Acceptor acceptor, NodeData data, Runnable onJoined) {
        process.start(listener,
                () -> GossipPeer.start(acceptor, self, config, listener, resources,
                        new ProgramErrorHandler(log), data, onJoined));
    }
}
