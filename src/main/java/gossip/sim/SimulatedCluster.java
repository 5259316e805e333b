package gossip.sim;

import gossip.node.Control;
import gossip.node.Journal;
import gossip.node.PeerListener;
import gossip.node.SeedListener;
import gossip.peer.Peer;
import gossip.peer.PeerConfig;
import gossip.protocol.Address;
import gossip.protocol.Identity;
import gossip.seed.Seed;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Seeds and peers on one simulated network, with a global view of the overlay. Not thread-safe. */
public final class SimulatedCluster {

    private static final int FIRST_SEED_PORT = 5000;
    private static final int PEERS_PER_HOST = 50_000;

    private final SimulatedNetwork network;
    private final List<Address> seedAddresses;
    private final PeerConfig config;
    private final Function<Address, PeerListener> peerListeners;
    private final Function<Address, SeedListener> seedListeners;
    private final Map<Address, SimulatedHost<Seed>> seeds = new LinkedHashMap<>();
    private final Map<Address, SimulatedHost<Peer>> peers = new LinkedHashMap<>();
    private Function<Address, Journal> journals = address -> Journal.NONE;
    private int assignedAddresses;

    /**
     * Starts the seeds.
     *
     * @param adjust derives the configuration of all peers from the default one
     * @param peerListeners returns the listener of the peer at an address
     * @param seedListeners returns the listener of the seed at an address
     */
    public SimulatedCluster(SimulatedNetwork network, int seeds, UnaryOperator<PeerConfig> adjust,
            Function<Address, PeerListener> peerListeners, Function<Address, SeedListener> seedListeners) {
        this.network = network;
        this.seedAddresses = IntStream.range(0, seeds)
                .mapToObj(i -> new Address("127.0.0.1", FIRST_SEED_PORT + i)).toList();
        this.config = adjust.apply(PeerConfig.defaults("sim", seedAddresses));
        this.peerListeners = peerListeners;
        this.seedListeners = seedListeners;
        seedAddresses.forEach(this::startSeed);
    }

    public SimulatedNetwork network() {
        return network;
    }

    /** Sets what returns the journal of each peer that starts from now on, by its address. */
    public void setJournals(Function<Address, Journal> peerJournals) {
        journals = peerJournals;
    }

    public PeerConfig config() {
        return config;
    }

    public List<Address> seedAddresses() {
        return seedAddresses;
    }

    /** Starts or restarts a seed. A seed keeps no state across a restart. */
    public void startSeed(Address address) {
        seeds.put(address, network.start(
                address, environment -> new Seed(address, Identity.DEFAULT_NETWORK, Integer.MAX_VALUE, environment,
                        Journal.NONE, seedListeners.apply(address), Control.LOCAL)));
    }

    public Seed seed(Address address) {
        return seeds.get(address).node();
    }

    /** Starts a peer at an unused address and returns the address. */
    public Address startPeer() {
        Address address = address(assignedAddresses++);
        startPeer(address);
        return address;
    }

    /** Returns the address of a peer by the number of peers that {@link #startPeer()} started before it. */
    public static Address address(int number) {
        // All addresses of a host share one text.
        String host = ("10.0.0." + number / PEERS_PER_HOST).intern();
        return new Address(host, 10_000 + number % PEERS_PER_HOST);
    }

    /** Starts or restarts a peer at this address. */
    public void startPeer(Address address) {
        startPeer(address, config);
    }

    /** Starts or restarts a peer at this address with a configuration of its own. */
    public void startPeer(Address address, PeerConfig own) {
        peers.put(address, network.start(
                address, environment -> new Peer(address, own, environment,
                        journals.apply(address), peerListeners.apply(address))));
    }

    public void startPeers(int count) {
        for (int i = 0; i < count; i++) {
            startPeer();
        }
    }

    public Peer peer(Address address) {
        return peers.get(address).node();
    }

    /** Returns the addresses of the living peers, in the order in which the addresses were first used. */
    public List<Address> living() {
        return peers.values().stream().filter(SimulatedHost::isAlive).map(SimulatedHost::address).toList();
    }

    public void crash(Address peer) {
        network.crash(peer);
    }

    public void run(Duration duration) {
        network.run(duration);
    }

    /** Returns the neighbors of each living peer. Only links between living peers that both ends hold are counted. */
    public Map<Address, Set<Address>> links() {
        Map<Address, Set<Address>> links = heldLinks();
        links.forEach((address, neighbors) ->
                neighbors.removeIf(other -> !links.getOrDefault(other, Set.of()).contains(address)));
        return links;
    }

    private Map<Address, Set<Address>> heldLinks() {
        Map<Address, Set<Address>> held = new HashMap<>();
        living().forEach(address -> held.put(address, new HashSet<>(peer(address).neighbors())));
        return held;
    }

    /** Returns the number of links between living peers that only one end holds. */
    public long oneWayLinks() {
        Map<Address, Set<Address>> held = heldLinks();
        return held.entrySet().stream().mapToLong(entry -> entry.getValue().stream()
                .filter(other -> held.containsKey(other) && !held.get(other).contains(entry.getKey())).count()).sum();
    }

    /** Returns the number of connected components of the overlay of living peers. */
    public int components() {
        Map<Address, Set<Address>> links = links();
        Set<Address> unvisited = new HashSet<>(links.keySet());
        int components = 0;
        while (!unvisited.isEmpty()) {
            components++;
            Address start = unvisited.iterator().next();
            Deque<Address> frontier = new ArrayDeque<>(List.of(start));
            unvisited.remove(start);
            while (!frontier.isEmpty()) {
                links.get(frontier.removeFirst()).stream().filter(unvisited::remove).forEach(frontier::add);
            }
        }
        return components;
    }

    /** Returns the degree of each living peer, in no particular order. */
    public List<Integer> degrees() {
        return links().values().stream().map(Collection::size).toList();
    }

    /** Returns whether all living peers have received the same messages. */
    public boolean agree() {
        return living().stream().mapToLong(address -> peer(address).digest()).distinct().count() <= 1;
    }
}
