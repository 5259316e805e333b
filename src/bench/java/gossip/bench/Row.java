package gossip.bench;

/** The key of one line of the table. */
record Row(Workload workload, int nodes, Metric metric) {}
