/**
 * The benchmark {@code scripts/bench.sh}, which compares this program on this machine with JGroups, with
 * ScaleCube, and with the floor: nodes that only flood.
 *
 * <pre>
 *   Bench: BenchPlan --> CellRunner --> BenchResults --> TextTable, CsvFile, HtmlPage
 *                            |
 *                       ChildProcess == one JVM: ChildMain --> Measurement --> Network, N nodes on loopback
 * </pre>
 *
 * A cell of the table is one workload at one network size. For each cell, each contender gets a new JVM and forms its
 * network there. Then the contenders alternate run by run, so that other load on the machine affects all of them alike.
 *
 * <p>A delivery is a first copy at a node other than its origin. All contenders are counted by the same
 * {@link gossip.bench.DeliveryCounter}. CPU is the CPU time of the JVM from the first send to the last delivery, or of
 * all processes until their event logs are written. It includes the counting.
 *
 * <p>The classes in reading order:
 *
 * <ul>
 *   <li>the command: {@link gossip.bench.Bench} reads options and writes results, {@link gossip.bench.BenchPlan} lists
 *       the {@link gossip.bench.Cell}s, {@link gossip.bench.CellRunner} measures one cell
 *   <li>what is measured: {@link gossip.bench.Workload}, {@link gossip.bench.Contender}, {@link gossip.bench.Metric}
 *   <li>the child JVM: {@link gossip.bench.ChildProcess} in the parent, {@link gossip.bench.ChildMain} in the child
 *   <li>the networks: {@link gossip.bench.Network} with {@link gossip.bench.GossipNetwork},
 *       its {@link gossip.bench.Security}, {@link gossip.bench.JGroupsNetwork}, {@link gossip.bench.ScaleCubeNetwork} (its
 *       {@link gossip.bench.SilenceableTransport} simulates a node that hangs), {@link gossip.bench.FloorNetwork}
 *       with {@link gossip.bench.FloorNode} and {@link gossip.bench.FloorLink}, and
 *       {@link gossip.bench.ProcessNetwork}, which starts a {@link gossip.bench.NodeMain} for each node
 *   <li>the measurements: {@link gossip.bench.Measurement} with {@link gossip.bench.SingleBroadcasts},
 *       {@link gossip.bench.Flood}, {@link gossip.bench.ProcessFlood},
 *       {@link gossip.bench.FailureDetection}, {@link gossip.bench.IdleCost} and
 *       {@link gossip.bench.FormationOnly}
 *   <li>counting: {@link gossip.bench.NetworkUnderTest}, {@link gossip.bench.DeliveryCounter},
 *       {@link gossip.bench.SampleMessage}, {@link gossip.bench.Completion}, {@link gossip.bench.ProcessUsage}
 *   <li>the results: {@link gossip.bench.BenchResults} by {@link gossip.bench.Row}, {@link gossip.bench.Range} of
 *       several runs, {@link gossip.bench.TextTable}, {@link gossip.bench.CsvFile}, {@link gossip.bench.HtmlPage},
 *       {@link gossip.bench.MetricCharts} with {@link gossip.bench.BarChart}
 *   <li>connections alone: {@link gossip.bench.ConnectionCost} measures opening and keeping them, with and without TLS
 * </ul>
 *
 * The rule: a contender is measured only through {@link gossip.bench.Network}, so that all are measured alike.
 */
package gossip.bench;
