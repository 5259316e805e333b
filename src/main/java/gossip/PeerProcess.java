package gossip;

import gossip.ExitSignals.ExitSignal;
import gossip.cli.PeerOptions.OnExit;
import gossip.cli.TerminalCommands;
import gossip.cli.TypedCommand;
import gossip.eventlog.EventLog;
import gossip.node.PeerListener;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The peers of one process: their typed commands and their shutdown. */
final class PeerProcess implements TerminalCommands.Texts, TypedTexts.Publisher {

    /** How long a typed /leave waits for typed texts to be published. The peer may still have to join. */
    private static final Duration TYPED_LEAVE_TIMEOUT = Duration.ofSeconds(30);
    /** The same for a signal. Its sender may kill the process after 10 s. */
    private static final Duration SIGNAL_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration SEND_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration UNSENT_CHECK = Duration.ofMillis(20);
    private static final int LEAVE_SECONDS = 6;
    private static final Duration DISCONNECT_TIMEOUT = Duration.ofSeconds(2);

    private record Running(PeerListener listener, GossipPeer peer) {}

    private final EventLog log;
    private final OnExit onExit;
    private final PrintStream out;
    private final TypedTexts texts;
    private final List<Running> peers = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile String reason = "interrupted";
    private volatile boolean leaving;
    private volatile Duration textsTimeout = SIGNAL_TIMEOUT;
    private volatile Optional<Thread> shutdownThread = Optional.empty();
    private int exitCode;
    /** Guarded by this. */
    private boolean stopping;

    PeerProcess(EventLog log, OnExit onExit, PrintStream out) {
        this.log = log;
        this.onExit = onExit;
        this.out = out;
        this.leaving = onExit == OnExit.LEAVE;
        this.texts = new TypedTexts(out);
    }

    /** Starts a peer unless the process is shutting down. Shutdown waits, so PEER_STOPPED follows PEER_STARTED. */
    synchronized void start(PeerListener listener, Supplier<GossipPeer> starter) {
        if (!stopping) {
            peers.add(new Running(listener, starter.get()));
        }
    }

    /** Reads typed lines. They are published from {@link #joined} on. */
    void readTypedLines(NodeCommands shared) {
        List<TypedCommand> commands = List.of(
                TypedCommand.showing("/status", "show the state of this peer", () -> shared.status(statuses())),
                TypedCommand.showing("/neighbors", "show the neighbors of this peer", this::neighbors),
                shared.members(), shared.trace(), shared.explain(log::addressOf),
                TypedCommand.ending("/leave", "send what is queued, leave the network, then end", this::leave),
                TypedCommand.ending("/quit", "end as with Ctrl+C", this::quit));
        TerminalCommands typed = new TerminalCommands(commands, Optional.of(this), out);
        Thread.ofPlatform().daemon().name("typed texts").start(texts);
        Thread.ofPlatform().daemon().name("typed lines").start(() -> typed.read(System.in));
    }

    /** Notes that the first peer has joined, so typed texts have receivers. */
    void joined() {
        texts.joined(this);
    }

    /** Waits for a command that ends the process, and shuts down. Returns the exit code. */
    int awaitEnd() throws InterruptedException {
        end.await();
        return shutDown();
    }

    @Override
    public void gossip(long line, String text) throws InterruptedException {
        texts.add(line, text);
    }

    @Override
    public void reject(long line, String why) {
        texts.reject(line, why);
    }

    @Override
    public void publish(String text) throws InterruptedException {
        peers.getFirst().peer().publish(text);
    }

    @Override
    public long unsent() {
        return peers.getFirst().peer().unsent();
    }

    /** Returns the answer of each peer to STATUS. */
    List<String> statuses() {
        return peers.stream().map(running -> running.peer().status()).toList();
    }

    private String neighbors() {
        return peers.stream().map(running -> neighbors(running.peer())).collect(Collectors.joining("\n"));
    }

    private String neighbors(GossipPeer peer) {
        List<String> neighbors = peer.neighbors().stream().map(log::named).toList();
        return log.named(peer.address()) + (neighbors.isEmpty() ? " has no neighbor"
                : " is linked to " + String.join(", ", neighbors));
    }

    private void leave() {
        leaving = true;
        textsTimeout = TYPED_LEAVE_TIMEOUT;
        reason = "left";
        end.countDown();
    }

    private void quit() {
        reason = leaving ? "left" : "quit";
        end.countDown();
    }

    /** Ends the process. A second signal ends a leave that still waits. */
    void signaled(ExitSignal signal) {
        Optional<Thread> ending = shutdownThread;
        if (ending.isPresent()) {
            ending.get().interrupt();
            return;
        }
        reason = leaving ? "left, " + signal.name() : signal.name();
        int code = shutDown();
        System.exit(leaving ? code : signal.exitCode());
    }

    /** Stops the peers once and completes the log. Other nodes are notified only if the peers leave. */
    synchronized int shutDown() {
        if (stopping) {
            return exitCode;
        }
        stopping = true;
        shutdownThread = Optional.of(Thread.currentThread());
        try {
            if (leaving) {
                leaveAll();
            }
        } catch (InterruptedException e) {
            reason += "; interrupted by another signal";
        }
        texts.close();
        reportUnsent();
        // Freeze all peers before stopping any of them. Otherwise each peer would log the disconnection of the others.
        // The operating system closes the sockets when the process exits.
        peers.forEach(running -> running.peer().freeze());
        peers.forEach(running -> running.peer().closeData());
        peers.forEach(running -> running.listener().event("PEER_STOPPED", "reason", reason));
        log.close();
        return exitCode;
    }

    private void leaveAll() throws InterruptedException {
        if (texts.waiting() > 0) {
            out.println("leaving when the typed lines are sent, at most " + textsTimeout.toSeconds() + " s from now");
        }
        texts.awaitPublished(textsTimeout);
        awaitSent();
        CountDownLatch left = new CountDownLatch(peers.size());
        peers.forEach(running -> running.peer().leave(left::countDown));
        if (!left.await(LEAVE_SECONDS, TimeUnit.SECONDS)) {
            reason += "; some seeds have not answered";
        }
        long deadline = System.nanoTime() + DISCONNECT_TIMEOUT.toNanos();
        for (Running running : peers) {
            running.peer().awaitDisconnected(Duration.ofNanos(deadline - System.nanoTime()));
        }
    }

    /** Waits until a copy of each message has been written to a connection, or the time is over. */
    private void awaitSent() throws InterruptedException {
        long deadline = System.nanoTime() + SEND_TIMEOUT.toNanos();
        for (Running running : peers) {
            while (running.peer().unsent() > 0 && System.nanoTime() < deadline) {
                Thread.sleep(UNSENT_CHECK);
            }
            running.peer().awaitWritten(Duration.ofNanos(deadline - System.nanoTime()));
        }
    }

    private void reportUnsent() {
        long unsent = leaving ? peers.stream().mapToLong(running -> running.peer().unsent()).sum() : 0;
        if (unsent > 0) {
            out.println("messages that reached no other peer, because this peer had no neighbor: " + unsent);
        }
        exitCode = unsent > 0 || texts.hasUnpublished() ? 1 : 0;
    }
}
