package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.net.Acceptor;
import gossip.net.SharedResources;
import gossip.net.SocketHost;
import gossip.peer.Peer;
import gossip.peer.PeerConfig;
import gossip.peer.broadcast.Dissemination;
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
import java.util.function.UnaryOperator;

/** Seeds and peers on sockets of this host, all in this process. Closing the network stops all of them. */
final class LiveNetwork implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    /** Shared by all networks and never closed, because connections that are being closed still set timers. */
    private static final SharedResources RESOURCES = new SharedResources();

    final LiveEvents events = new LiveEvents();
    private final Duration heartbeat;
    private final SharedResources seedResources;
    private final SharedResources peerResources;
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final List<Address> seeds = new ArrayList<>();
    private final Map<Address, SocketHost<Seed>> runningSeeds = new LinkedHashMap<>();
    private final Map<Address, SocketHost<Peer>> runningPeers = new LinkedHashMap<>();

    LiveNetwork(Duration heartbeat) {
        this(heartbeat, RESOURCES, RESOURCES);
    }

    LiveNetwork(Duration heartbeat, SharedResources seedResources, SharedResources peerResources) {
        this.heartbeat = heartbeat;
        this.seedResources = seedResources;
        this.peerResources = peerResources;
    }

    Address startSeed() throws IOException {
        return startSeed(0);
    }

    Address startSeed(int port) throws IOException {
        Acceptor acceptor = Acceptor.bind(HOST, port);
        Address self = new Address(HOST, acceptor.port());
        runningSeeds.put(self, SocketHost.start(acceptor, seedResources, this::addError,
                environment -> new Seed(self, environment, events.seed(self))));
        if (!seeds.contains(self)) {
            seeds.add(self);
        }
        return self;
    }

    /** Stops a seed. Peers that are started later still have it in their configuration. */
    void stopSeed(Address seed) {
        runningSeeds.remove(seed).close();
    }

    Address startPeer(int messages) throws IOException {
        return startPeer(messages, 0);
    }

    Address startPeer(int messages, int port) throws IOException {
        return startPeer(messages, port, config -> config);
    }

    Address startPeer(int messages, int port, UnaryOperator<PeerConfig> adjust) throws IOException {
        Acceptor acceptor = Acceptor.bind(HOST, port);
        return startPeer(acceptor, new Address(HOST, acceptor.port()), messages, adjust);
    }

    /** Starts a silent peer whose address is that of a relay before it. */
    Address startPeerBehind(TlsRelay relay, UnaryOperator<PeerConfig> adjust) throws IOException {
        Acceptor acceptor = Acceptor.bind(HOST, 0);
        relay.start(new Address(HOST, acceptor.port()));
        return startPeer(acceptor, relay.address(), 0, adjust);
    }

    private Address startPeer(Acceptor acceptor, Address self, int messages, UnaryOperator<PeerConfig> adjust) {
        PeerConfig config = new PeerConfig("live", seeds, messages, Duration.ofMillis(20), heartbeat, 3, 2, 1000,
                Dissemination.FLOOD, ZoneOffset.UTC);
        runningPeers.put(self, SocketHost.start(acceptor, peerResources, this::addError,
                environment -> new Peer(self, adjust.apply(config), environment, events.peer(self))));
        return self;
    }

    /** Starts this many peers and waits until each of them has a neighbor. */
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

    /** Publishes a line as if it was typed at the peer. */
    void type(Address peer, String line) {
        runningPeers.get(peer).execute(there -> there.publish(line));
    }

    /** Stops the peer without any message to other nodes. */
    void crash(Address peer) {
        runningPeers.remove(peer).close();
    }

    /** Waits until each of these peers has received all messages that the other peers have generated so far. */
    void awaitDelivery(List<Address> peers) throws InterruptedException {
        List<LiveEvents.Entry> generated = events.of("GOSSIP_GENERATED");
        for (Address peer : peers) {
            List<String> due = generated.stream()
                    .filter(entry -> !entry.at().equals(peer)).map(LiveEvents.Entry::about).toList();
            events.await("all " + generated.size() + " messages at " + peer,
                    () -> new HashSet<>(deliveries(peer)).containsAll(due));
        }
    }

    /** Waits until the peer has received this many messages. */
    void awaitDeliveries(Address peer, int count) throws InterruptedException {
        events.await(count + " messages at " + peer, () -> deliveries(peer).size() >= count);
    }

    /** Returns the messages that the peer has received, each as often as it was received. */
    List<String> deliveries(Address peer) {
        return events.of(peer, "GOSSIP_RECEIVED").stream().map(LiveEvents.Entry::about).toList();
    }

    private void addError(String doing, Throwable cause) {
        errors.add(doing + ": " + cause);
    }

    @Override
    public void close() {
        runningPeers.values().forEach(SocketHost::close);
        runningSeeds.values().forEach(SocketHost::close);
        assertEquals(List.of(), errors, "internal errors");
    }
}
