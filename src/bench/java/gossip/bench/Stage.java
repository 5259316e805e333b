package gossip.bench;

import java.util.concurrent.atomic.AtomicReference;

/**
 * A network that has formed, to work on.
 *
 * @param counting the tally of the present run
 */
record Stage(Contender contender, int nodes, AtomicReference<Tally> counting) {

    Stage(Contender contender, int nodes) {
        this(contender, nodes, new AtomicReference<>(new Tally(-1, nodes, 0)));
    }

    /** Begins to count a run. */
    Tally count(int run, int messages) {
        Tally tally = new Tally(run, nodes, messages);
        counting.set(tally);
        return tally;
    }

    void received(int node, String text, int at) {
        counting.get().delivered(node, SampleMessage.read(text, at));
    }
}
