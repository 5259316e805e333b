package gossip;

import gossip.cli.PeerOptions.OnExit;
import gossip.cli.TerminalCommands;
import gossip.eventlog.EventLog;
import gossip.node.PeerListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The peers of one process: their typed commands and their shutdown. */
final class PeerProcess implements TerminalCommands.Commands {

    private static final int LEAVE_SECONDS = 6;

    private record Running(PeerListener listener, GossipPeer peer) {}

    private final EventLog log;
    private final OnExit onExit;
    private final List<Running> peers = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile String reason = "interrupted";
    private volatile boolean leaving;
    /** Guarded by this. */
    private boolean stopping;

    PeerProcess(EventLog log, OnExit onExit) {
        this.log = log;
        this.onExit = onExit;
    }

    /** Starts a peer unless the process is shutting down. Shutdown waits, so PEER_STOPPED follows PEER_STARTED. */
    synchronized void start(PeerListener listener, Supplier<GossipPeer> starter) {
        if (!stopping) {
            peers.add(new Running(listener, starter.get()));
        }
    }

    void awaitEnd() throws InterruptedException {
        end.await();
    }

    @Override
    public void gossip(String text) {
        try {
            peers.getFirst().peer().publish(text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String status() {
        return peers.stream().map(running -> running.peer().status()).collect(Collectors.joining("\n"));
    }

    @Override
    public String neighbors() {
        return peers.stream().map(Running::peer)
                .map(peer -> peer.address() + " is linked to " + peer.neighbors())
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void leave() {
        leaving = true;
        quit();
    }

    @Override
    public void quit() {
        reason = leaving ? "left" : "quit";
        end.countDown();
    }

    /** Runs in the shutdown hook. Completes the log. Nodes are notified only if the peers leave. */
    synchronized void shutDown() {
        stopping = true;
        if (leaving || onExit == OnExit.LEAVE) {
            reason = "left";
            leaveAll();
        }
        // Freeze all peers before stopping any of them. Otherwise each peer would log the disconnection of the others.
        // The operating system closes the sockets when the process exits.
        peers.forEach(running -> running.peer().freeze());
        peers.forEach(running -> running.listener().stopped(reason));
        log.close();
    }

    private void leaveAll() {
        CountDownLatch left = new CountDownLatch(peers.size());
        peers.forEach(running -> running.peer().leave(left::countDown));
        try {
            if (!left.await(LEAVE_SECONDS, TimeUnit.SECONDS)) {
                reason = "left; some seeds have not answered";
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
