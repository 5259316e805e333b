package gossip.bench;

import java.time.Duration;
import java.util.List;

/** A network that broadcasts messages. Its nodes communicate over loopback. */
interface Network {

    /** Is notified of each message that a node delivers to its application. Called by any thread. */
    @FunctionalInterface
    interface DeliveryListener {
        /** @param at the index in the text at which the {@link SampleMessage} begins */
        void received(int node, String text, int at);
    }

    /** Returns the node that fails in a failure test. It is neither the first nor the last to join. */
    static int victim(int nodes) {
        return nodes / 2;
    }

    /** Starts nodes 0 to nodes-1. Called once. Returns true when all have joined, false after the timeout. */
    boolean form(int nodes, DeliveryListener listener, Duration timeout) throws Exception;

    /**
     * Starts what the nodes need to find each other. Returns what {@link #join} needs, for a network with a process
     * for each node.
     */
    default String prepare(int nodes) throws Exception {
        throw new UnsupportedOperationException("all its nodes run in one process");
    }

    /** Starts one node, alone in this JVM. Returns after it has joined. */
    default void join(int node, String prepared, DeliveryListener listener) throws Exception {
        throw new UnsupportedOperationException("all its nodes run in one process");
    }

    /** Broadcasts messages from one node. Blocks while the node cannot accept more. */
    void publish(int node, List<String> payloads) throws Exception;

    /** Closes the sockets of a node without any message to the others. */
    void kill(int node) throws Exception;

    /** Makes a node neither read nor send. Its sockets stay open. */
    void hang(int node) throws Exception;

    /** Returns how many of the nodes that must detect the failure of a node have not yet detected it. */
    int unaware(int failed);
}
