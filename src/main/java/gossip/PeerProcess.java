package gossip;

import gossip.cli.PeerOptions.OnExit;
import gossip.cli.TerminalCommands;
import gossip.eventlog.EventLog;
import gossip.net.SocketHost;
import gossip.node.PeerListener;
import gossip.peer.Peer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The peers that share this process, what can be typed to them, and how they end. */
final class PeerProcess implements TerminalCommands.Commands {

    private static final int LEAVE_SECONDS = 6;

    private record Running(PeerListener listener, SocketHost<Peer> host) {}

    private final EventLog log;
    private final OnExit onExit;
    private final List<Running> peers = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile String reason = "interrupted";
    private volatile boolean leaving;

    PeerProcess(EventLog log, OnExit onExit) {
        this.log = log;
        this.onExit = onExit;
    }

    void add(PeerListener listener, SocketHost<Peer> host) {
        peers.add(new Running(listener, host));
    }

    void awaitEnd() throws InterruptedException {
        end.await();
    }

    @Override
    public void gossip(String text) {
        SocketHost<Peer> host = peers.getFirst().host();
        try {
            host.awaitCapacity();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        host.call(peer -> {
            peer.publish(text);
            return true;
        });
    }

    @Override
    public String status() {
        return peers.stream().map(running -> running.host().call(Peer::status)).collect(Collectors.joining("\n"));
    }

    @Override
    public String neighbors() {
        return peers.stream()
                .map(running -> running.host().call(peer -> peer.id().address() + " is linked to " + peer.neighbors()))
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

    /** Runs at the very end, however it came about. A crash says nothing to anyone; the log is complete all the same. */
    void shutDown() {
        if (leaving || onExit == OnExit.LEAVE) {
            reason = "left";
            leaveAll();
        }
        // All first, or each would see the others end. The sockets are closed by the end of the process.
        peers.forEach(running -> running.host().freeze());
        peers.forEach(running -> running.listener().stopped(reason));
        log.close();
    }

    private void leaveAll() {
        CountDownLatch left = new CountDownLatch(peers.size());
        peers.forEach(running -> running.host().execute(peer -> peer.leave(left::countDown)));
        try {
            if (!left.await(LEAVE_SECONDS, TimeUnit.SECONDS)) {
                reason = "left; not every seed has answered";
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
