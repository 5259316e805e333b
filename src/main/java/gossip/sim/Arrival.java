package gossip.sim;

import gossip.protocol.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The event in which something that a link sent reaches the other end, unless the network between them is cut. */
abstract class Arrival implements Runnable {

    private final SimulatedNetwork network;
    final SimulatedLink link;

    private Arrival(SimulatedNetwork network, SimulatedLink link) {
        this.network = network;
        this.link = link;
    }

    @Override
    public final void run() {
        if (!network.delays(this)) {
            arrive();
        }
    }

    abstract void arrive();

    /** Messages that were sent at the same time and arrive at the same time. */
    static final class Batch extends Arrival {

        private final Message first;
        /** Most batches have one message. */
        private List<Message> others = List.of();

        Batch(SimulatedNetwork network, SimulatedLink link, Message first) {
            super(network, link);
            this.first = first;
        }

        void add(Message message) {
            if (others.isEmpty()) {
                others = new ArrayList<>();
            }
            others.add(message);
        }

        int size() {
            return 1 + others.size();
        }

        void forEach(Consumer<Message> action) {
            action.accept(first);
            others.forEach(action);
        }

        @Override
        void arrive() {
            link.arrive(this);
        }
    }

    /** The end of the connection, after everything that was sent before. */
    static final class End extends Arrival {

        End(SimulatedNetwork network, SimulatedLink link) {
            super(network, link);
        }

        @Override
        void arrive() {
            link.arriveEnd();
        }
    }
}
