package gossip.sim;

import gossip.peer.PeerSettings;
import gossip.protocol.Address;
import gossip.protocol.MessageId;
import gossip.seed.SeedEvents;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A world with a ledger, and the words in which tests speak of it. */
final class Simulation {

    static final Duration HEARTBEAT = Duration.ofSeconds(13);

    final long randomSeed;
    final Ledger ledger = new Ledger();
    final SimulatedNetwork network;
    final World world;

    Simulation(long randomSeed, int seeds, UnaryOperator<PeerSettings> adjust) {
        this(randomSeed, seeds, adjust, Conditions.delay(Duration.ofMillis(1), Duration.ofMillis(5)));
    }

    Simulation(long randomSeed, int seeds, UnaryOperator<PeerSettings> adjust, Conditions conditions) {
        this.randomSeed = randomSeed;
        network = new SimulatedNetwork(randomSeed, conditions);
        ledger.use(network::now);
        world = new World(network, seeds, adjust, ledger::peer, address -> new SeedEvents() { });
    }

    /** Peers that generate nothing by themselves. */
    static PeerSettings silent(PeerSettings settings) {
        return messages(0).apply(settings);
    }

    static UnaryOperator<PeerSettings> messages(int count) {
        return settings -> new PeerSettings(settings.name(), settings.seeds(), count, settings.gossipInterval(),
                settings.pingInterval(), settings.pingMisses(), settings.links(), settings.maxDegree(), settings.zone());
    }

    void run(Duration duration) {
        network.run(duration);
    }

    /** Long enough for every join, top-up and settled link. */
    void settle() {
        run(HEARTBEAT.multipliedBy(3));
    }

    MessageId publish(Address peer) {
        Set<MessageId> before = new HashSet<>(ledger.generated());
        world.peer(peer).publish("hello");
        return ledger.generated().stream().filter(id -> !before.contains(id)).findFirst().orElseThrow();
    }

    /** The peers of these that lack any of the messages. */
    List<Address> lacking(List<Address> peers, Set<MessageId> messages) {
        return peers.stream().filter(peer -> !ledger.deliveredAt(peer).containsAll(messages)).toList();
    }

    @Override
    public String toString() {
        return "random seed " + randomSeed;
    }
}
