/**
 * This program beside the libraries that one would take instead, on the same work and on this machine: {@code scripts/bench.sh}.
 *
 * <pre>
 *   Bench: Plan --> CellRunner --> Results --> Table, Csv, Page
 *                      |
 *                   Session == a JVM of its own: Child --> Work --> Contender, N nodes on loopback
 * </pre>
 *
 * A cell of the table is one workload at one size. Each contender gets a fresh JVM for it, forms its network there, and
 * then the contenders take turns, run by run, so that whatever else the machine does hits all alike.
 *
 * <p>A delivery is a first copy at a node other than its origin; the nodes' callbacks are all counted by {@link
 * gossip.bench.Tally}. CPU is what the operating system charges the JVM, from the first send to the last delivery.
 */
package gossip.bench;
