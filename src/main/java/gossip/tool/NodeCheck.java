package gossip.tool;

import gossip.tool.client.NodeClient;
import java.io.IOException;
import java.util.Optional;

/**
 * The state of a node, and its clock.
 *
 * @param clockOffset how far the clock of the node is ahead of the clock of this host, in ms; the error is at most half
 *     of the round trip
 */
record NodeCheck(StatusCommand.NodeState state, double clockOffset) {

    static NodeCheck ask(NodeClient client) throws IOException {
        double before = System.currentTimeMillis();
        StatusCommand.NodeState state = StatusCommand.ask(client);
        double offset = state.number("time").map(time -> time - (before + state.rtt() / 2)).orElse(0.0);
        return new NodeCheck(state, offset);
    }

    /** Returns the days until the certificate expires, or empty without TLS. */
    Optional<Long> certificateDays() {
        String days = state.text("certificateDays");
        return days.matches("-?\\d{1,9}") ? Optional.of(Long.parseLong(days)) : Optional.empty();
    }

    /** Returns whether the node has a folder of {@code --data} and cannot store in it. */
    boolean cannotStore() {
        return state.text("durability").equals("failed");
    }

    boolean isPeer() {
        return state.text("role").equals("peer");
    }
}
