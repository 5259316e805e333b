package gossip.experiment;

import gossip.experiment.overlay.Graph;
import gossip.protocol.Address;
import gossip.sim.SimulatedCluster;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The overlay of the running peers as a graph, whose nodes are numbered in the order in which the peers started. */
final class OverlaySnapshot {

    private OverlaySnapshot() {}

    /** Returns the links that both ends know. */
    static Graph of(SimulatedCluster cluster) {
        List<Address> peers = cluster.living();
        Map<Address, Integer> numbers = new HashMap<>();
        peers.forEach(peer -> numbers.put(peer, numbers.size()));
        Map<Address, Set<Address>> links = cluster.links();
        List<Graph.Edge> edges = new ArrayList<>();
        peers.forEach(peer -> links.get(peer).stream().map(numbers::get).sorted()
                .filter(other -> other > numbers.get(peer))
                .forEach(other -> edges.add(new Graph.Edge(numbers.get(peer), other))));
        return new Graph(peers.size(), edges);
    }
}
