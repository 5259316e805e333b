package gossip.node;

import java.util.Locale;
import java.util.Optional;

/** Who may control a node with PUBLISH and WATCH. */
public enum Control {

    /**
     * Programs on the host of the node. With TLS, operators on every host, because their certificate identifies them.
     */
    LOCAL,
    /** Every program that can connect. */
    ANY,
    /** No program. */
    NONE;

    /** Returns why a request on this link is refused, or empty if it is served. */
    public Optional<String> refusal(Link link) {
        return switch (this) {
            case ANY -> Optional.empty();
            case LOCAL -> link.isLocal() || link.identity() instanceof LinkIdentity.Certified ? Optional.empty()
                    : Optional.of("this node is controlled only from its own host; --control any allows other hosts");
            case NONE -> Optional.of("this node is not controlled by other programs; its option is --control none");
        };
    }

    /** Returns the name as in the option {@code --control}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
