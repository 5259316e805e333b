package gossip.bench;

import java.util.List;

/** One workload at one size, and who is put to it. */
record Cell(Workload workload, int nodes, List<Contestant> contestants, int runs) {

    Cell {
        contestants = List.copyOf(contestants);
    }

    Cell among(List<Contestant> chosen) {
        return new Cell(workload, nodes, contestants.stream().filter(chosen::contains).toList(), runs);
    }

}
