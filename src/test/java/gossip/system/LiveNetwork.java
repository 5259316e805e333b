package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.net.Acceptor;
import gossip.net.SharedResources;
import gossip.net.SocketHost;
import gossip.peer.Peer;
import gossip.peer.PeerConfig;
import gossip.protocol.Address;
import gossip.seed.Seed;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Seeds and peers on real sockets of this machine, all in this process. Closing it ends them all. */
final class LiveNetwork implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    /** For all networks and never closed: connections that are ending still set a timer. */
    private static final SharedResources COMMONS = new SharedResources();

    final LiveEvents events = new LiveEvents();
    private final Duration heartbeat;
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final List<Address> seeds = new ArrayList<>();
    private final Map<Address, SocketHost<Seed>> runningSeeds = new LinkedHashMap<>();
    private final Map<Address, SocketHost<Peer>> runningPeers = new LinkedHashMap<>();

    LiveNetwork(Duration heartbeat) {
        this.heartbeat = heartbeat;
    }

    Address startSeed() throws IOException {
        return startSeed(0);
    }

    Address startSeed(int port) throws IOException {
        Acceptor acceptor = Acceptor.bind(HOST, port);
        Address self = new Address(HOST, acceptor.port());
        runningSeeds.put(self, SocketHost.start(acceptor, COMMONS, this::fault,
                environment -> new Seed(self, environment, events.seed(self))));
        if (!seeds.contains(self)) {
            seeds.add(self);
        }
        return self;
    }

    /** Peers started from now on still have it in their configuration. */
    void stopSeed(Address seed) {
        runningSeeds.remove(seed).close();
    }

    Address startPeer(int messages) throws IOException {
        return startPeer(messages, 0);
    }

    Address startPeer(int messages, int port) throws IOException {
        Acceptor acceptor = Acceptor.bind(HOST, port);
        Address self = new Address(HOST, acceptor.port());
        PeerConfig config = new PeerConfig("live", seeds, messages, Duration.ofMillis(20), heartbeat, 3, 2, 1000,
                gossip.peer.broadcast.Dissemination.FLOOD,
                ZoneOffset.UTC);
        runningPeers.put(self, SocketHost.start(acceptor, COMMONS, this::fault,
                environment -> new Peer(self, config, environment, events.peer(self))));
        return self;
    }

    /** Starts so many, and waits until each of them has found a neighbor. */
    List<Address> startPeers(int count, int messages) throws IOException, InterruptedException {
        List<Address> started = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            started.add(startPeer(messages));
        }
        for (Address peer : started) {
            events.await(peer + " to join", () -> events.has(peer, "JOINED") && !neighbors(peer).isEmpty());
        }
        return started;
    }

    List<Address> neighbors(Address peer) {
        return runningPeers.get(peer).call(Peer::neighbors);
    }

    int members(Address seed) {
        return runningSeeds.get(seed).call(Seed::members);
    }

    /** As if the user had typed it there. */
    void type(Address peer, String line) {
        runningPeers.get(peer).execute(there -> there.publish(line));
    }

    /** Ends the peer without a word to anyone. */
    void crash(Address peer) {
        runningPeers.remove(peer).close();
    }

    /** Waits until these peers have received each message that was generated so far anywhere but at themselves. */
    void awaitDelivery(List<Address> peers) throws InterruptedException {
        List<LiveEvents.Entry> generated = events.of("GOSSIP_GENERATED");
        for (Address peer : peers) {
            List<String> due = generated.stream().filter(entry -> !entry.at().equals(peer)).map(LiveEvents.Entry::about).toList();
            events.await("all " + generated.size() + " messages at " + peer,
                    () -> new HashSet<>(deliveries(peer)).containsAll(due));
        }
    }

    /** Waits until the peer has received this many messages. */
    void awaitDeliveries(Address peer, int count) throws InterruptedException {
        events.await(count + " messages at " + peer, () -> deliveries(peer).size() >= count);
    }

    /** The messages that were received there, each as often as it was. */
    List<String> deliveries(Address peer) {
        return events.of(peer, "GOSSIP_RECEIVED").stream().map(LiveEvents.Entry::about).toList();
    }

    private void fault(String doing, Throwable cause) {
        faults.add(doing + ": " + cause);
    }

    @Override
    public void close() {
        runningPeers.values().forEach(SocketHost::close);
        runningSeeds.values().forEach(SocketHost::close);
        assertEquals(List.of(), faults, "errors of our own");
    }
}
