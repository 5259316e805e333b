package gossip.bench;

import java.time.Duration;
import java.util.List;

/** One way of carrying messages between nodes. All its nodes live in this JVM and talk on loopback. */
interface Contender {

    /** Hears of every message that a node hands to its application. */
    @FunctionalInterface
    interface Inbox {
        /** @param at where in the text the payload begins */
        void received(int node, String text, int at);
    }

    /** The node that a failure test fails: neither the first to join, nor the last. */
    static int victim(int nodes) {
        return nodes / 2;
    }

    /** Starts nodes 0 to nodes-1, once; true when all have joined, false when patience ends before. */
    boolean form(int nodes, Inbox inbox, Duration patience) throws Exception;

    /** Broadcasts from one node, as fast as it takes them. */
    void publish(int node, List<String> payloads) throws Exception;

    /** The node's sockets are closed, and it says nothing to anyone. */
    void kill(int node) throws Exception;

    /** The node's sockets stay open, and it neither hears nor says anything. */
    void hang(int node) throws Exception;

    /** How many of those who have to find out that the failed node is gone have not yet. */
    int unaware(int failed);
}
