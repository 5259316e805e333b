/**
 * The output of experiments.
 *
 * <ul>
 *   <li>{@link gossip.experiment.report.ResultsSummary}: the figures with labels, printed by
 *       {@link gossip.experiment.report.TextReport}
 *   <li>{@link gossip.experiment.report.CsvReport}: the figures for other programs
 *   <li>{@link gossip.experiment.report.HtmlReport} with {@link gossip.experiment.report.ReportCharts}: one page
 * </ul>
 *
 * The rule: a report computes no figure of its own.
 */
package gossip.experiment.report;
