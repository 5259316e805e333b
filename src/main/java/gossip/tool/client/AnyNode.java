package gossip.tool.client;

import gossip.protocol.Address;
import gossip.protocol.Message.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The search for a node that answers, for a request that any of several nodes can answer. */
public final class AnyNode {

    /** Nodes that are tried on this host, and as many elsewhere, so that a large network which refuses is soon done. */
    private static final int MAX_TRIES = 20;

    private AnyNode() {}

    /**
     * Asks nodes for their state at the same time, and offers each answer to the user as soon as it comes, until the
     * user accepts one. So hung nodes delay a request at most once. Nodes elsewhere are asked if no node on this host
     * was accepted.
     *
     * @param perNode how long to wait for one node
     * @param user uses the node, if it has answered, and returns whether it needs no other node
     * @return whether an answer was accepted before the deadline
     */
    public static boolean offer(Connector connector, List<Address> nodes, Deadline deadline, Duration perNode,
            Predicate<Answer<Map<String, String>>> user) {
        return HostNames.localFirst(nodes).stream().anyMatch(group -> Fanout.offer(
                group.subList(0, Math.min(group.size(), MAX_TRIES)), deadline,
                Fanout.connected(connector, deadline, perNode, client -> client.state(new Status())), user));
    }
}
