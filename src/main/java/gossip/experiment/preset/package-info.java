/**
 * Published evaluations at their parameters, to compare figures.
 *
 * <ul>
 *   <li>{@link gossip.experiment.preset.Presets}: the evaluations
 *   <li>{@link gossip.experiment.preset.Preset}: one of them, with its cases
 *   <li>{@link gossip.experiment.preset.Measure}: a published figure, computed by
 *       {@link gossip.experiment.preset.Figures}
 * </ul>
 *
 * The rule: a preset names its source and what differs.
 */
package gossip.experiment.preset;
