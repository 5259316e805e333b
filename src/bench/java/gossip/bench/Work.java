package gossip.bench;

import java.util.Map;

/** What a network is put to. */
@FunctionalInterface
interface Work {

    /** @param run a number that no other run of this network has */
    Map<Metric, Double> run(Stage stage, int run) throws Exception;
}
