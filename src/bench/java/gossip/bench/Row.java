package gossip.bench;

/** What a line of the table is about. */
record Row(Workload workload, int nodes, Metric metric) {}
