package gossip;

import gossip.cli.HostPort;
import gossip.cli.Launcher;
import gossip.cli.LocalHost;
import gossip.cli.SharedOptions;
import gossip.cli.TerminalCommands;
import gossip.cli.TypedCommand;
import gossip.eventlog.EventLog;
import gossip.identity.Role;
import gossip.net.Acceptor;
import gossip.net.SocketHost;
import gossip.node.SeedListener;
import gossip.protocol.Address;
import gossip.seed.Seed;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program that runs a seed until Ctrl+C ends it. */
@Command(name = "seed", sortOptions = false, description = {
    "Runs a seed. Peers register with it and learn of each other. Type /help for the commands. Ctrl+C ends it.",
    "A line option=value in the configuration file sets an option. The command line prevails."})
public final class SeedNode implements Callable<Integer> {

    @Option(names = "--listen", paramLabel = "HOST:PORT", converter = HostPort.Converter.class,
            description = "Where to listen."
            + " Default: the first seed in the configuration file whose host is this machine.")
    private Optional<HostPort> listen;

    private int maxMembers;

    @Mixin
    private final SharedOptions shared = new SharedOptions(PeerNode.class);

    @Spec
    private CommandSpec command;
    private Optional<SocketHost<Seed>> host = Optional.empty();
    private boolean stopped;

    /** @throws ParameterException if the value is below 1 */
    @Option(names = "--max-members", paramLabel = "N", defaultValue = "" + Seed.MAX_MEMBERS, description = "Largest"
            + " number of members. Beyond it, new ones replace those that the seed never reached."
            + " Default: ${DEFAULT-VALUE}.")
    void setMaxMembers(int value) {
        if (value < 1) {
            throw new ParameterException(command.commandLine(),
                    "Invalid value for option '--max-members': " + value + " is not 1 or more",
                    command.findOption("--max-members"), String.valueOf(value));
        }
        maxMembers = value;
    }

    public static void main(String[] args) {
        System.exit(Launcher.run(new SeedNode(), args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (shared.tls().isEmpty()) {
            CarrierThreads.useOne();
        }
        List<Address> seeds = shared.configFile().seeds();
        HostPort hostPort = listen.orElseGet(() -> HostPort.of(LocalHost.firstLocal(seeds)));
        Acceptor acceptor = Acceptor.bind(hostPort.host(), hostPort.port());
        Address self = LocalHost.dialed(hostPort, acceptor.port(), seeds);
        // A seed forwards no messages, so the option is only checked.
        shared.signed();
        NodeTls tls = new NodeTls(shared.tls());
        tls.require(Role.SEED, self);
        EventLog log = shared.openLog();
        HttpEndpoint.start(shared.http(), tls.https(shared.httpTls()), this::statuses, log);
        SeedListener listener = log.ofSeed(self);
        NodeData data = NodeData.open(shared.data(), Role.SEED, shared.fsync(), log::fault);
        Runtime.getRuntime().addShutdownHook(
                new Thread(() -> stop("interrupted", data, listener, log), "shutdown"));
        ExitSignals.handle(signal -> {
            stop(signal.name(), data, listener, log);
            System.exit(signal.exitCode());
        });
        start(acceptor, self, tls, data, listener, log);
        tls.watch(listener);
        shared.configFile().notice().ifPresent(notice -> listener.event("NOTICE", "text", notice));
        if (LocalHost.isLoopbackName(hostPort.host())) {
            listener.event("NOTICE", "text", LocalHost.loopbackNotice(hostPort.host()) + " this seed");
        }
        if (!LocalHost.isListed(self, seeds)) {
            listener.event("NOTICE", "text", shared.configFile().source() + " does not list this seed, so peers with"
                    + " such a file do not register here; add the line " + self);
        }
        CountDownLatch end = new CountDownLatch(1);
        NodeCommands commands = new NodeCommands(List.of(self), shared.tls(), shared.isConsoleRaw());
        TerminalCommands typed = new TerminalCommands(List.of(
                TypedCommand.showing("/status", "show the state of this seed", () -> commands.status(statuses())),
                commands.members(), commands.explain(log::addressOf),
                TypedCommand.ending("/quit", "end as with Ctrl+C", end::countDown)), Optional.empty(), System.out);
        Thread.ofPlatform().daemon().name("typed lines").start(() -> typed.read(System.in));
        end.await();
        stop("quit", data, listener, log);
        return 0;
    }

    /** Starts the seed. A signal that arrives meanwhile stops it afterwards, so SEED_STOPPED follows SEED_STARTED. */
    private synchronized void start(Acceptor acceptor, Address self, NodeTls tls, NodeData data, SeedListener listener,
            EventLog log) {
        if (stopped) {
            return;
        }
        host = Optional.of(SocketHost.start(
                acceptor, tls.resources(), new ProgramErrorHandler(log),
                environment -> new Seed(self, shared.network(), maxMembers, environment,
                        data.journal(), listener, shared.control())));
        data.started(call -> host.ifPresent(running -> running.execute(call::accept)), listener);
    }

    private synchronized List<String> statuses() {
        return host.map(running -> List.of(running.call(Seed::status))).orElse(List.of());
    }

    private synchronized void stop(String reason, NodeData data, SeedListener listener, EventLog log) {
        if (!stopped) {
            stopped = true;
            host.ifPresent(running -> {
                running.freeze();
                data.close();
                listener.event("SEED_STOPPED", "reason", reason);
            });
            log.close();
        }
    }
}
