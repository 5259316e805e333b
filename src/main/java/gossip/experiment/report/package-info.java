/**
 * The output of experiments.
 *
 * <ul>
 *   <li>{@link gossip.experiment.report.ResultsSummary}: the figures with labels, printed by
 *       {@link gossip.experiment.report.TextReport}
 *   <li>{@link gossip.experiment.report.CsvReport}: the figures for other programs
 *   <li>{@link gossip.experiment.report.HtmlReport} with {@link gossip.experiment.report.ReportCharts}: one page
 *   <li>{@link gossip.experiment.report.EventCsv}: the events of a run
 *   <li>{@link gossip.experiment.report.SummaryFigures}: the figures of one run by name
 *   <li>{@link gossip.experiment.report.Comparison} of several runs, each a
 *       {@link gossip.experiment.report.RunFigures}, and its {@link gossip.experiment.report.ComparisonPage}
 * </ul>
 *
 * The rule: a report computes no figure of its own, except means of several runs.
 */
package gossip.experiment.report;
