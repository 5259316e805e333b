package gossip.bench;

import gossip.eventlog.EventLog;
import gossip.net.Acceptor;
import gossip.net.SharedResources;
import gossip.net.SocketHost;
import gossip.node.PeerListener;
import gossip.node.SeedListener;
import gossip.peer.Peer;
import gossip.peer.PeerConfig;
import gossip.peer.broadcast.Dissemination;
import gossip.protocol.Address;
import gossip.protocol.Message.Gossip;
import gossip.protocol.PeerId;
import gossip.seed.Seed;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** This program: the classes that the daemon runs, and one seed. */
final class GossipContender implements Contender {

    private static final String HOST = "127.0.0.1";
    /** As the daemon starts the peers of one process. */
    private static final int JOINING_AT_ONCE = 32;
    private static final int PATIENCE_MILLIS = 100;

    /** Somebody holds somebody for dead. */
    private record Verdict(Address by, Address dead) {}

    private record Running(Address address, SocketHost<Peer> host) {}

    private final Workload workload;
    private final Dissemination dissemination;
    private final SharedResources resources = new SharedResources();
    /** A node that hangs would stop the timers, too, that it shares with others of its process. */
    private final SharedResources commonsOfVictim = new SharedResources();
    private final List<Running> peers = new ArrayList<>();
    private final Set<Verdict> verdicts = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Set<Verdict>> due = new AtomicReference<>(Set.of());
    private final AtomicReference<Address> seed = new AtomicReference<>();

    GossipContender(Workload workload, Dissemination dissemination) {
        this.workload = workload;
        this.dissemination = dissemination;
    }

    @Override
    public boolean form(int nodes, Inbox inbox, Duration patience) throws IOException, InterruptedException {
        startSeed();
        Function<Address, PeerListener> log = workload.isLogged() ? openLog() : self -> new PeerListener() { };
        CountDownLatch joined = new CountDownLatch(nodes);
        Semaphore joining = new Semaphore(JOINING_AT_ONCE);
        for (int node = 0; node < nodes; node++) {
            boolean permitted = joining.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            start(node, node == Contender.victim(nodes) ? commonsOfVictim : resources, inbox, log).execute(peer -> peer.whenJoined(() -> {
                joined.countDown();
                joining.release(permitted ? 1 : 0);
            }));
        }
        return joined.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void startSeed() throws IOException {
        Acceptor acceptor = Acceptor.bind(HOST, 0);
        Address self = new Address(HOST, acceptor.port());
        seed.set(self);
        SocketHost.start(acceptor, resources, GossipContender::fault, world -> new Seed(self, world, new SeedListener() {
            @Override
            public void removed(PeerId peer, Reason reason, int members) {
                verdicts.add(new Verdict(self, peer.address()));
            }
        }));
    }

    /** To a file and a console, as the daemon's; nobody reads either. */
    private static Function<Address, PeerListener> openLog() throws IOException {
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        Path file = Files.createTempFile("bench", ".log");
        EventLog log = EventLog.open(file);
        // Its name goes now, what it holds with this process.
        Files.delete(file);
        return log::ofPeer;
    }

    private SocketHost<Peer> start(int node, SharedResources itsCommons, Inbox inbox, Function<Address, PeerListener> log)
            throws IOException {
        Acceptor acceptor = Acceptor.bind(HOST, 0);
        Address self = new Address(HOST, acceptor.port());
        PeerListener logged = log.apply(self);
        PeerListener listener = new PeerListener() {
            @Override
            public void generated(Gossip gossip) {
                logged.generated(gossip);
            }

            @Override
            public void forwarded(Gossip gossip, int to) {
                logged.forwarded(gossip, to);
            }

            @Override
            public void received(Gossip gossip, Address from) {
                logged.received(gossip, from);
                // In the document's form, [time]:ip: Message n [payload]. From the front, where Java looks faster.
                String text = gossip.text().toString();
                inbox.received(node, text, text.indexOf('[', 1) + 1);
            }

            @Override
            public void neighborDead(PeerId peer) {
                verdicts.add(new Verdict(self, peer.address()));
            }
        };
        PeerConfig config = settings("peer-" + node);
        SocketHost<Peer> host = SocketHost.start(acceptor, itsCommons, GossipContender::fault,
                world -> new Peer(self, config, world, listener));
        peers.add(new Running(self, host));
        return host;
    }

    /** The daemon's defaults, but for what the benchmark says aloud. */
    private PeerConfig settings(String name) {
        PeerConfig usual = PeerConfig.defaults(name, List.of(seed.get()));
        return new PeerConfig(name, usual.seeds(), 0, usual.gossipInterval(), workload.heartbeat(), usual.pingMisses(),
                usual.links(), usual.maxDegree(), dissemination, usual.zone());
    }

    private static void fault(String doing, Throwable cause) {
        System.err.println("fault when " + doing + ": " + cause);
    }

    /** As fast as the node's own queues allow. */
    @Override
    public void publish(int node, List<String> payloads) throws InterruptedException {
        SocketHost<Peer> host = peers.get(node).host();
        host.awaitCapacity();
        host.call(peer -> {
            payloads.forEach(peer::publish);
            return true;
        });
    }

    @Override
    public void kill(int node) {
        expectVerdicts(node);
        peers.get(node).host().close();
    }

    /** Somebody stays in the node for ever, so that no thread of a connection and no timer gets in. */
    @Override
    public void hang(int node) throws InterruptedException {
        expectVerdicts(node);
        CountDownLatch inside = new CountDownLatch(1);
        Thread.ofPlatform().daemon().name("hangs").start(() -> peers.get(node).host().call(peer -> {
            inside.countDown();
            return forever();
        }));
        inside.await();
    }

    private static boolean forever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** Its neighbors and the seed have to know; nobody else has anything to do with it. */
    private void expectVerdicts(int node) {
        Address victim = peers.get(node).address();
        Set<Verdict> expected = ConcurrentHashMap.newKeySet();
        expected.add(new Verdict(seed.get(), victim));
        peers.get(node).host().call(Peer::neighbors).forEach(neighbor -> expected.add(new Verdict(neighbor, victim)));
        due.set(expected);
    }

    @Override
    public int unaware(int failed) {
        return (int) due.get().stream().filter(verdict -> !verdicts.contains(verdict)).count();
    }
}
