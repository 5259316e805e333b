/**
 * The command {@code experiment}.
 *
 * <ul>
 *   <li>{@link gossip.experiment.command.Experiment}: reads the options, runs and writes the output
 *   <li>{@link gossip.experiment.command.ExportOptions}: further files of one run
 *   <li>{@link gossip.experiment.command.Sweep}, {@link gossip.experiment.command.GivenOptions}: the options of several
 *       runs, which {@link gossip.experiment.command.ParallelRuns} runs
 *   <li>{@link gossip.experiment.command.PresetCommand}: runs published evaluations
 * </ul>
 *
 * The rule: what determines the results is in the configuration; the command only decides where they go.
 */
package gossip.experiment.command;
