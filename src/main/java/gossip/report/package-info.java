/**
 * The report on a run: reads its event log, states what happened and checks it.
 *
 * <pre>
 * LogFiles -- LogLine --> LogScan --> ClockOffsets, LogScan.LastRun      which run, and how far clocks differ
 * LogFiles -- LogLine --> Event -- RunReader --> Run                     the facts as the nodes logged them
 * Run, Expectations -- InstanceStatuses --> Delivery, DegreeHistogram, KilledPeer,
 *                                               UnexpectedDeaths         what follows from them
 * all of these: RunAnalysis --> RunSummary, Check, ReportDocument, ReportPage             what RunReport prints
 * </pre>
 *
 * <p>The classes in reading order:
 *
 * <ul>
 *   <li>{@link gossip.report.RunReport}: the command; it reads the options and prints summary and checks
 *   <li>{@link gossip.report.LogLine} and {@link gossip.report.KeyValues}: the syntax of a line
 *   <li>{@link gossip.report.Event}: the meaning of a line
 *   <li>{@link gossip.report.LogFiles}: the lines of the files, in any encoding
 *   <li>{@link gossip.report.LogScan} and {@link gossip.report.ClockOffsets}: a first pass, which finds the last
 *       run and the differences of clocks
 *   <li>{@link gossip.report.RunReader}: collects the events of the last run in a log
 *   <li>{@link gossip.report.Run} and {@link gossip.report.PeerInstance}: the facts of a run
 *   <li>{@link gossip.report.Expectations}: what the user expects of a run
 *   <li>{@link gossip.report.InstanceStatuses}: how each instance of a peer ended
 *   <li>{@link gossip.report.Delivery}: which messages reached which peers
 *   <li>{@link gossip.report.Load}: the traffic by peer and by link
 *   <li>{@link gossip.report.DegreeHistogram}: the degrees before any failure
 *   <li>{@link gossip.report.KilledPeer}: how the other nodes reacted to a kill
 *   <li>{@link gossip.report.UnexpectedDeaths}: the declarations of peers that were not killed
 *   <li>{@link gossip.report.RunAnalysis}: all of these results together
 *   <li>{@link gossip.report.RunSummary} and {@link gossip.report.Check}: the printed lines
 *   <li>{@link gossip.report.ReportDocument} and {@link gossip.report.ReportPage}: the report as JSON and as HTML
 *   <li>{@link gossip.report.Formats}: durations, percentages and times as text
 * </ul>
 *
 * The rule: the log is the only input. The package does not use the code of the nodes, so that an error there cannot
 * hide itself here.
 */
package gossip.report;
