/**
 * The command {@code experiment}.
 *
 * <ul>
 *   <li>{@link gossip.experiment.command.Experiment}: reads the options, runs and writes the output
 * </ul>
 *
 * The rule: what determines the results is in the configuration; the command only decides where they go.
 */
package gossip.experiment.command;
