package gossip.node;

import gossip.protocol.Address;
import gossip.protocol.MessageId;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The decisions of a peer that an experiment may replace to try a variant of the protocol. The defaults are the
 * protocol. All methods are called from within calls into the node. With the same random numbers they must return the
 * same.
 */
public interface ProtocolRules {

    /** The protocol as it is. */
    ProtocolRules STANDARD = new ProtocolRules() { };

    /**
     * Returns the peers to which this peer opens links when it starts. It then neither registers nor opens or replaces
     * links by itself. Empty for the protocol.
     */
    default Optional<List<Address>> fixedLinks() {
        return Optional.empty();
    }

    /**
     * Returns a factor by which the probability of choosing a neighbor is multiplied. Without it the probability is
     * proportional to the degree, so 1/k gives uniform attachment and k gives attachment by the square of the degree.
     *
     * @param degree the degree of the candidate, 0 or more
     * @return the factor, above 0
     */
    default double attachmentBias(int degree) {
        return 1;
    }

    /**
     * Returns whether a message is sent to a neighbor now. Anti-entropy sends it later if the neighbor lacks it then.
     *
     * @param hops the links that the message will have crossed at the neighbor, 1 for that of its origin
     */
    default boolean sends(MessageId id, int hops, Address neighbor, RandomGenerator random) {
        return true;
    }

    /**
     * Returns after how many consecutive missed PINGs a neighbor is declared dead.
     *
     * @param configured the value of {@code --ping-misses}
     */
    default int missesUntilDead(Address neighbor, int configured) {
        return configured;
    }
}
