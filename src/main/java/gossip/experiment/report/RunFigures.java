package gossip.experiment.report;

import java.util.List;
import java.util.SequencedMap;

/**
 * The figures of one of several runs.
 *
 * @param values the values of the swept options, in the order of the options
 * @param randomSeed the random seed of the run
 * @param figures the numbers by name
 */
public record RunFigures(List<String> values, long randomSeed, SequencedMap<String, Double> figures) {}
