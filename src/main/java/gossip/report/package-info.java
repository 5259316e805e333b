/**
 * Reads the event log of a run and says what happened in it, and whether it was right.
 *
 * <pre>
 * log file -- LogLine --> Event -- RunReader --> Run          the facts, as the nodes wrote them
 * Run + Rules --> Endings --> Delivery, Degrees, Failure      what follows from them, pure computations
 *                   all of it: Findings --> Summary, Checks   what {@link gossip.report.RunReport} prints
 * </pre>
 *
 * The log alone is evidence: nothing here knows the code of the nodes, so a defect there cannot hide itself here.
 */
package gossip.report;
