package gossip.report;

import gossip.eventlog.SimulatedLog;
import gossip.node.PeerListener;
import gossip.peer.PeerConfig;
import gossip.protocol.Address;
import gossip.sim.NetworkConditions;
import gossip.sim.SimulatedCluster;
import gossip.sim.SimulatedNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A run of 3 seeds and 8 peers as a user would see it, in virtual time, and the log that the nodes write. */
final class SimulatedTour {

    private static final int PEERS = 8;
    private static final long RANDOM_SEED = 42;

    private final SimulatedNetwork network = new SimulatedNetwork(
            RANDOM_SEED, NetworkConditions.delay(Duration.ofMillis(1), Duration.ofMillis(5)));
    private final SimulatedLog log = new SimulatedLog(network::now);
    private final Map<Address, PeerListener> listeners = new HashMap<>();
    private final SimulatedCluster cluster = new SimulatedCluster(network, 3, SimulatedTour::twentyMessages, self -> {
        PeerListener listener = log.ofPeer(self);
        listeners.put(self, listener);
        return listener;
    }, log::ofSeed);
    private final List<Address> peers = new ArrayList<>();

    private static PeerConfig twentyMessages(PeerConfig config) {
        return new PeerConfig(config.name(), config.seeds(), 20, config.gossipInterval(), config.pingInterval(),
                config.pingMisses(), config.links(), config.maxDegree(), config.dissemination(), config.zone());
    }

    private SimulatedTour() {
        for (int i = 0; i < PEERS; i++) {
            peers.add(cluster.startPeer());
            run(1);
        }
    }

    /**
     * Runs the start, what the steps do from the 40th second on, and the end of the tour by Ctrl+C in all terminals.
     */
    static List<String> log(Consumer<SimulatedTour> steps) {
        SimulatedTour tour = new SimulatedTour();
        tour.run(32.2);
        steps.accept(tour);
        tour.cluster.living().forEach(tour::stopped);
        return tour.log.lines();
    }

    void run(double seconds) {
        network.run(Duration.ofMillis(Math.round(seconds * 1000)));
    }

    Address peer(int number) {
        return peers.get(number);
    }

    private void stopped(Address peer) {
        listeners.get(peer).event("PEER_STOPPED", "reason", "interrupted");
    }

    void crash(int peer) {
        stopped(peer(peer));
        cluster.crash(peer(peer));
    }

    void kill9(int peer) {
        cluster.crash(peer(peer));
    }

    void hang(int peer, int seconds) {
        network.pause(peer(peer), Duration.ofSeconds(seconds));
    }

    void restart(int peer) {
        cluster.startPeer(peer(peer));
    }

    void leave(int peer) {
        cluster.peer(peer(peer)).leave(() -> { });
        run(0.1);
        listeners.get(peer(peer)).event("PEER_STOPPED", "reason", "left");
        cluster.crash(peer(peer));
    }
}
