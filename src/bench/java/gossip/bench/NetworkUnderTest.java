package gossip.bench;

import java.util.concurrent.atomic.AtomicReference;

/**
 * A network with the counter of its deliveries.
 *
 * @param counter the counter of the current run
 */
record NetworkUnderTest(Network network, int nodes, AtomicReference<DeliveryCounter> counter) {

    NetworkUnderTest(Network network, int nodes) {
        this(network, nodes, new AtomicReference<>(new DeliveryCounter(-1, nodes, 0)));
    }

    /** Replaces the counter by a new one for the next run and returns it. */
    DeliveryCounter startCounting(int run, int messages) {
        DeliveryCounter newCounter = new DeliveryCounter(run, nodes, messages);
        counter.set(newCounter);
        return newCounter;
    }

    void received(int node, String text, int at) {
        counter.get().delivered(node, SampleMessage.read(text, at));
    }
}
