package gossip.bench;

import java.util.ArrayList;
import java.util.List;

/** The lists of cells to measure, in the order of measurement. */
final class BenchPlan {

    /** For workloads that do not depend on how messages are disseminated. */
    private static final List<Contender> WITHOUT_PRUNE =
            List.of(Contender.GOSSIP, Contender.JGROUPS, Contender.SCALECUBE);
    private static final List<Contender> GOSSIP_ONLY = List.of(Contender.GOSSIP);
    private static final List<Contender> FLOOD_AND_PRUNE = List.of(Contender.GOSSIP, Contender.PRUNE);
    private static final List<Contender> SCALECUBE_ONLY = List.of(Contender.SCALECUBE);
    /** For floods. ScaleCube needs up to the time limit for each of them, so its floods run once and separately. */
    private static final List<Contender> WITHOUT_SCALECUBE =
            List.of(Contender.GOSSIP, Contender.PRUNE, Contender.JGROUPS, Contender.FLOOR);
    private static final List<Contender> WITH_PROCESSES =
            List.of(Contender.GOSSIP, Contender.PRUNE, Contender.JGROUPS);
    private static final List<Contender> GOSSIP_AND_JGROUPS = List.of(Contender.GOSSIP, Contender.JGROUPS);

    private BenchPlan() {}

    /** Returns the cells of the full benchmark, which takes about half an hour. */
    static List<Cell> full(int runs) {
        List<Cell> cells = new ArrayList<>();
        for (int nodes : List.of(10, 50, 100)) {
            cells.add(new Cell(Workload.W6, nodes, WITHOUT_PRUNE, 1));
            cells.add(new Cell(Workload.W1, nodes, Contender.PLANNED, runs));
            cells.add(new Cell(Workload.W2, nodes, WITHOUT_SCALECUBE, floods(runs)));
            cells.add(new Cell(Workload.W3, nodes, WITHOUT_SCALECUBE, floods(runs)));
            cells.add(new Cell(Workload.W5, nodes, WITHOUT_PRUNE, 1));
        }
        cells.add(new Cell(Workload.W2K, 50, WITHOUT_SCALECUBE, runs));
        for (Workload flood : List.of(Workload.W2L, Workload.W3L)) {
            cells.add(new Cell(flood, 50, GOSSIP_ONLY, runs));
        }
        cells.add(new Cell(Workload.W2P, 20, WITH_PROCESSES, runs));
        cells.add(new Cell(Workload.W2PL, 20, FLOOD_AND_PRUNE, runs));
        for (Workload flood : List.of(Workload.W2, Workload.W3)) {
            cells.add(new Cell(flood, 50, SCALECUBE_ONLY, 1));
        }
        cells.add(new Cell(Workload.W4, 50, WITHOUT_PRUNE, runs));
        cells.add(new Cell(Workload.W4H, 50, WITHOUT_PRUNE, 1));
        for (int nodes : List.of(200, 1000, 2000)) {
            cells.add(new Cell(Workload.W1, nodes, FLOOD_AND_PRUNE, runs));
            cells.add(new Cell(Workload.W5, nodes, GOSSIP_ONLY, 1));
        }
        cells.add(new Cell(Workload.W2, 200, FLOOD_AND_PRUNE, 1));
        cells.add(new Cell(Workload.W3, 200, GOSSIP_ONLY, 1));
        cells.add(new Cell(Workload.W2, 1000, FLOOD_AND_PRUNE, 1));
        return cells;
    }

    /** Returns the number of runs of a short flood. Short runs vary more, because the JIT compiles during the first. */
    private static int floods(int runs) {
        return 2 * runs + 1;
    }

    /** Returns the cells of {@code --quick}, which take less than three minutes. */
    static List<Cell> quick() {
        return List.of(
                new Cell(Workload.W1, 10, WITHOUT_PRUNE, 1),
                new Cell(Workload.W1, 50, GOSSIP_AND_JGROUPS, 1),
                new Cell(Workload.W2, 50, WITHOUT_SCALECUBE, 1),
                new Cell(Workload.W3, 50, WITHOUT_SCALECUBE, 1),
                new Cell(Workload.W4, 50, GOSSIP_AND_JGROUPS, 1),
                new Cell(Workload.W5, 50, GOSSIP_AND_JGROUPS, 1));
    }

    /**
     * Returns the cells that the user chose. Workloads and sizes given together name cells directly, whether planned or
     * not. Otherwise each option that is not empty filters the plan.
     */
    static List<Cell> chosen(
            List<Cell> plan, List<Contender> only, List<Workload> workloads, List<Integer> sizes, int runs) {
        if (!workloads.isEmpty() && !sizes.isEmpty()) {
            return workloads.stream()
                    .flatMap(workload -> sizes.stream().map(nodes -> new Cell(workload, nodes, only, runs)))
                    .toList();
        }
        return plan.stream()
                .filter(cell -> workloads.isEmpty() || workloads.contains(cell.workload()))
                .filter(cell -> sizes.isEmpty() || sizes.contains(cell.nodes()))
                .map(cell -> cell.only(only))
                .filter(cell -> !cell.contenders().isEmpty())
                .toList();
    }
}
