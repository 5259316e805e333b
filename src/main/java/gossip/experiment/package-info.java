/**
 * A user's own experiment in the simulated network, from the command line.
 *
 * <pre>
 * arguments -- {@link gossip.experiment.Experiment} --> {@link gossip.experiment.ExperimentConfig}
 * Plan -- Trial --> a world of gossip.sim, heard by Observations -- Survey --> {@link gossip.experiment.Results}
 * Results -- TextTable, CsvReport, HtmlReport with Charts --> what is printed and written
 * </pre>
 *
 * The same arguments give the same results, to the last byte of the files. What the machine adds, time and memory, is
 * told aside.
 */
package gossip.experiment;
