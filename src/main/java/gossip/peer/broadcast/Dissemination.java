package gossip.peer.broadcast;

import java.util.Locale;

/** How messages spread over the links. */
public enum Dissemination {

    /** Each message goes over every link, as the document says. The most robust, at 2E-(N-1) copies a broadcast. */
    FLOOD,

    /**
     * The first message of an origin floods; whoever receives a second copy asks that its sender spare it the origin's
     * further messages. What is left is a tree for each origin, with N-1 copies a broadcast, until a link changes.
     */
    PRUNE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
