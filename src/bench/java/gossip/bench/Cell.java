package gossip.bench;

import java.util.List;

/** One workload at one network size, with the contenders to measure and the number of measured runs. */
record Cell(Workload workload, int nodes, List<Contender> contenders, int runs) {

    Cell {
        contenders = List.copyOf(contenders);
    }

    Cell only(List<Contender> chosen) {
        return new Cell(workload, nodes, contenders.stream().filter(chosen::contains).toList(), runs);
    }
}
