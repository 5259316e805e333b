/**
 * Experiments in virtual time.
 *
 * <pre>
 * options -- command --> ExperimentConfig -- ExperimentRun --> a cluster of gossip.sim
 *                                                                  | on the conditions of network
 *                                                                  | listened to by metrics
 *                                                                  v
 *                              report <------------------------- Results
 * </pre>
 *
 * <p>The classes in reading order:
 *
 * <ul>
 *   <li>{@link gossip.experiment.ExperimentOptions}: the options that determine the results
 *   <li>{@link gossip.experiment.ExperimentConfig}: their checked values, with a
 *       {@link gossip.experiment.StartPattern}, a {@link gossip.experiment.Workload}, and those of network and scenario
 *   <li>{@link gossip.experiment.ExperimentRun}: the phases of an experiment, with its
 *       {@link gossip.experiment.Schedule} and {@link gossip.experiment.Disturbances}
 *   <li>{@link gossip.experiment.FixedLinkRules}, {@link gossip.experiment.OverlaySnapshot}: overlays as graphs
 *   <li>{@link gossip.experiment.Progress} and {@link gossip.experiment.RunCost}: progress, real time and memory
 *   <li>{@link gossip.experiment.Results}: all figures, with the {@link gossip.experiment.DegreeDistribution}
 * </ul>
 *
 * The rule: results depend on the configuration alone, so the same arguments give the same files, byte by byte. Figures
 * that depend on the machine are printed separately, by {@link gossip.experiment.RunCost}.
 */
package gossip.experiment;
