package gossip.experiment.preset;

import java.util.List;

/**
 * A published evaluation at its parameters.
 *
 * @param name the name on the command line
 * @param source where it is published
 * @param differs what differs between that evaluation and this one
 */
public record Preset(String name, String source, String differs, List<Case> cases) {

    /**
     * One experiment of the evaluation.
     *
     * @param options the options of the experiment
     * @param reduced options that make it short, for tests; they replace those before
     */
    public record Case(String name, List<String> options, List<String> reduced, List<Measure> measures) {}
}
