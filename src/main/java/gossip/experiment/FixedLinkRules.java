package gossip.experiment;

import gossip.experiment.overlay.Graph;
import gossip.node.ProtocolRules;
import gossip.protocol.Address;
import gossip.protocol.MessageId;
import gossip.sim.SimulatedCluster;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * The rules of a peer whose links are given.
 *
 * @param links the peers to which it opens links
 * @param others all other rules
 */
record FixedLinkRules(List<Address> links, ProtocolRules others) implements ProtocolRules {

    /** Returns the rules of each peer. Of the two ends of a link, the one that starts later dials. */
    static Function<Address, ProtocolRules> of(Graph graph, ProtocolRules others) {
        Map<Address, List<Address>> links = new HashMap<>();
        graph.edges().forEach(edge -> links.computeIfAbsent(SimulatedCluster.address(edge.high()),
                peer -> new ArrayList<>()).add(SimulatedCluster.address(edge.low())));
        return peer -> new FixedLinkRules(links.getOrDefault(peer, List.of()), others);
    }

    @Override
    public Optional<List<Address>> fixedLinks() {
        return Optional.of(links);
    }

    @Override
    public double attachmentBias(int degree) {
        return others.attachmentBias(degree);
    }

    @Override
    public boolean sends(MessageId id, int hops, Address neighbor, RandomGenerator random) {
        return others.sends(id, hops, neighbor, random);
    }

    @Override
    public int missesUntilDead(Address neighbor, int configured) {
        return others.missesUntilDead(neighbor, configured);
    }
}
