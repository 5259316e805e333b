package gossip.bench;

import java.util.Map;

/** One kind of measurement on a network. */
@FunctionalInterface
interface Measurement {

    /** Performs one run. The number {@code run} is unique among the runs of this network. */
    Map<Metric, Double> run(NetworkUnderTest network, int run) throws Exception;
}
