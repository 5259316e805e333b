package gossip.experiment;

import gossip.node.ProtocolRules;
import gossip.protocol.Address;
import gossip.protocol.MessageId;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** An example of a variant: messages are sent to each neighbor with a probability, as in Haas et al. (2002). */
public final class ProbabilisticGossip {

    private ProbabilisticGossip() {}

    /** @param probability with which a message is sent over a link; the origin sends over all its links */
    private record Rules(double probability) implements ProtocolRules {

        @Override
        public boolean sends(MessageId id, int hops, Address neighbor, RandomGenerator random) {
            return hops == 1 || random.nextDouble() < probability;
        }
    }

    /** Returns the share of the peers that are reached at once, without repair by anti-entropy. */
    static double reach(double probability) {
        Results results = ExperimentRun.simulate(
                new Rules(probability), "--peers=300", "--messages=10", "--duration=1m", "--overlay=regular:4");
        long reached = Results.reached(results.messages(), Results.REACH_DELAYS.size() - 1);
        return (double) reached / results.due();
    }

    /** Prints the reach for several probabilities. */
    public static void main(String[] args) {
        for (double probability : new double[] {0.3, 0.5, 0.7, 0.9, 1}) {
            System.out.printf(Locale.ROOT, "%.1f %.3f%n", probability, reach(probability));
        }
    }
}
