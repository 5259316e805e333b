package gossip.peer.broadcast;

import java.util.Locale;

/** The way in which messages spread over the links. */
public enum Dissemination {

    /** Every message is sent over every link, as the specification says: 2E-(N-1) copies on E links and N peers. */
    FLOOD,

    /**
     * The first messages are flooded, while a tree is built. It is one tree for all origins, with N-1 copies per
     * broadcast. The other links announce messages.
     */
    PRUNE;

    /** Returns the name as in the option {@code --dissemination}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
