package gossip.peer.broadcast;

import java.util.Locale;

/** The way in which messages spread over the links. */
public enum Dissemination {

    /** Every message is sent over every link, as the specification says: 2E-(N-1) copies on E links and N peers. */
    FLOOD,

    /**
     * The first messages of an origin are flooded. A peer that receives a second copy asks the sender to prune this
     * origin. What remains is one tree for each origin, with N-1 copies per broadcast, until a link changes.
     */
    PRUNE;

    /** Returns the name as in the option {@code --dissemination}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
