/**
 * Experiments in virtual time, configured on the command line.
 *
 * <pre>
 * arguments -- Experiment --> ExperimentConfig -- ExperimentRun --> a cluster of gossip.sim
 *                                                                     | listened to by MetricsCollector
 *                                                                     v
 *      TextReport, CsvReport, HtmlReport with ReportCharts <------ Results
 * </pre>
 *
 * <p>The classes in reading order:
 *
 * <ul>
 *   <li>{@link gossip.experiment.Experiment}: the command; it reads the options, runs and writes the output
 *   <li>{@link gossip.experiment.ExperimentConfig}: the checked options, with their values
 *       {@link gossip.experiment.StartPattern}, {@link gossip.experiment.Churn},
 *       {@link gossip.experiment.CountOrPercent} and {@link gossip.experiment.LinkDelay}
 *   <li>{@link gossip.experiment.ExperimentRun}: the phases of an experiment and its scheduled actions
 *   <li>{@link gossip.experiment.LossyLinks}: delay and loss on the simulated links
 *   <li>{@link gossip.experiment.Progress} and {@link gossip.experiment.RunCost}: progress, real time and memory
 *   <li>{@link gossip.experiment.MetricsCollector}: records events of peers and seeds, with the
 *       {@link gossip.experiment.Population} of peers, a {@link gossip.experiment.BroadcastRecorder} for each message,
 *       and {@link gossip.experiment.LongList}
 *   <li>{@link gossip.experiment.Results}: all figures, with a {@link gossip.experiment.BroadcastResult} for each
 *       message and the {@link gossip.experiment.DegreeDistribution}
 *   <li>{@link gossip.experiment.ResultsSummary}: the figures with labels, printed by
 *       {@link gossip.experiment.TextReport}
 *   <li>{@link gossip.experiment.CsvReport} and {@link gossip.experiment.HtmlReport} with
 *       {@link gossip.experiment.ReportCharts}: the files
 * </ul>
 *
 * The rule: results depend on the configuration alone, so the same arguments give the same files, byte by byte. Figures
 * that depend on the machine are printed separately, by {@link gossip.experiment.RunCost}.
 */
package gossip.experiment;
