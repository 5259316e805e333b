package gossip.peer.topology;

import gossip.node.Environment;
import gossip.peer.overlay.Overlay;

/** The links of a peer in an experiment that fixes them, in place of a join. */
final class FixedLinks {

    private FixedLinks() {}

    /** Opens the fixed links. Returns whether the links of this peer are fixed. */
    static boolean open(Environment environment, Overlay overlay) {
        environment.rules().fixedLinks().ifPresent(peers -> peers.stream().filter(overlay::canConnect)
                .forEach(peer -> overlay.connect(peer, outcome -> { })));
        return environment.rules().fixedLinks().isPresent();
    }
}
