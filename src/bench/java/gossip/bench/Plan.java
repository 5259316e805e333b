package gossip.bench;

import java.util.ArrayList;
import java.util.List;

/** Which cells are run, in which order. */
final class Plan {

    private static final List<Contestant> ALL = List.of(Contestant.values());
    /** Where it makes no difference how messages spread. */
    private static final List<Contestant> USUAL = List.of(Contestant.GOSSIP, Contestant.JGROUPS, Contestant.SCALECUBE);
    private static final List<Contestant> ALONE = List.of(Contestant.GOSSIP);
    private static final List<Contestant> BOTH_WAYS = List.of(Contestant.GOSSIP, Contestant.PRUNE);
    private static final List<Contestant> CHOKED = List.of(Contestant.SCALECUBE);
    /** Those that a flood does not choke, so that it need not be waited for its end every time. */
    private static final List<Contestant> FLOODED = List.of(Contestant.GOSSIP, Contestant.PRUNE, Contestant.JGROUPS);
    private static final List<Contestant> FORMED = List.of(Contestant.GOSSIP, Contestant.JGROUPS);

    private Plan() {}

    /** Under half an hour. */
    static List<Cell> full(int runs) {
        List<Cell> cells = new ArrayList<>();
        for (int nodes : List.of(10, 50, 100)) {
            cells.add(new Cell(Workload.W6, nodes, USUAL, 1));
            cells.add(new Cell(Workload.W1, nodes, ALL, runs));
            cells.add(new Cell(Workload.W2, nodes, FLOODED, floods(runs)));
            cells.add(new Cell(Workload.W3, nodes, FLOODED, floods(runs)));
            cells.add(new Cell(Workload.W5, nodes, USUAL, 1));
        }
        cells.add(new Cell(Workload.W2K, 50, FLOODED, runs));
        for (Workload flood : List.of(Workload.W2L, Workload.W3L)) {
            cells.add(new Cell(flood, 50, ALONE, runs));
        }
        for (Workload flood : List.of(Workload.W2, Workload.W3)) {
            cells.add(new Cell(flood, 50, CHOKED, 1));
        }
        cells.add(new Cell(Workload.W4, 50, USUAL, runs));
        cells.add(new Cell(Workload.W4H, 50, USUAL, 1));
        for (int nodes : List.of(200, 1000, 2000)) {
            cells.add(new Cell(Workload.W1, nodes, BOTH_WAYS, runs));
            cells.add(new Cell(Workload.W5, nodes, ALONE, 1));
        }
        cells.add(new Cell(Workload.W2, 200, BOTH_WAYS, 1));
        cells.add(new Cell(Workload.W3, 200, ALONE, 1));
        cells.add(new Cell(Workload.W2, 1000, BOTH_WAYS, 1));
        return cells;
    }

    /** They are short, and in the first of them the compiler is still at work, on everybody's code. */
    private static int floods(int runs) {
        return 2 * runs + 1;
    }

    /** Under three minutes. */
    static List<Cell> quick() {
        return List.of(
                new Cell(Workload.W1, 10, USUAL, 1),
                new Cell(Workload.W1, 50, FORMED, 1),
                new Cell(Workload.W2, 50, FLOODED, 1),
                new Cell(Workload.W3, 50, FLOODED, 1),
                new Cell(Workload.W4, 50, FORMED, 1),
                new Cell(Workload.W5, 50, FORMED, 1));
    }

    /** What the user asks for, whether or not it stands in the plan; a whole cell may be named. */
    static List<Cell> chosen(
            List<Cell> plan, List<Contestant> only, List<Workload> workloads, List<Integer> sizes, int runs) {
        if (!workloads.isEmpty() && !sizes.isEmpty()) {
            return workloads.stream()
                    .flatMap(workload -> sizes.stream().map(nodes -> new Cell(workload, nodes, only, runs)))
                    .toList();
        }
        return plan.stream()
                .filter(cell -> workloads.isEmpty() || workloads.contains(cell.workload()))
                .filter(cell -> sizes.isEmpty() || sizes.contains(cell.nodes()))
                .map(cell -> cell.among(only))
                .filter(cell -> !cell.contestants().isEmpty())
                .toList();
    }
}
