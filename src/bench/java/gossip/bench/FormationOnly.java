package gossip.bench;

import java.util.Map;

/** Measures nothing more than the formation of the network, which is measured for every network. */
record FormationOnly() implements Measurement {

    @Override
    public Map<Metric, Double> run(NetworkUnderTest network, int run) {
        return Map.of();
    }
}
