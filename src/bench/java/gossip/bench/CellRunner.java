package gossip.bench;

import gossip.bench.ChildProcess.FailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Measures cells. Each contender has its own JVM, and the contenders alternate run by run. */
final class CellRunner {

    private record Formation(Contender contender, int nodes) {}

    /** A run that takes longer is not repeated, to bound the time of the benchmark. */
    private static final double LONG_RUN_SECONDS = 25;

    private final BenchResults results;
    private final String heap;
    private final Path log;
    private final Consumer<String> progress;
    /** Contenders and sizes whose network did not form. They are not tried again in other cells. */
    private final Set<Formation> failedFormations = new HashSet<>();

    CellRunner(BenchResults results, String heap, Path log, Consumer<String> progress) {
        this.results = results;
        this.heap = heap;
        this.log = log;
        this.progress = progress;
    }

    void run(Cell cell) throws IOException, InterruptedException {
        Map<Contender, ChildProcess> children = new EnumMap<>(Contender.class);
        Set<Contender> done = EnumSet.noneOf(Contender.class);
        try {
            for (int round = cell.workload().needsWarmUp() ? 0 : 1; round <= cell.runs(); round++) {
                for (Contender contender : cell.contenders()) {
                    if (!done.contains(contender) && takesPart(cell, contender, round)
                            && !runOnce(cell, contender, round, children)) {
                        done.add(contender);
                    }
                }
            }
        } finally {
            children.values().forEach(ChildProcess::close);
        }
    }

    /** Returns whether a contender runs in a round. Round 0 is the warm-up. It needs a network that is used again. */
    private static boolean takesPart(Cell cell, Contender contender, int round) {
        return round > 0 || keepsNetwork(cell.workload(), contender);
    }

    private static boolean keepsNetwork(Workload workload, Contender contender) {
        return workload.isRepeatable() && (contender.isReusable() || !workload.isFlood());
    }

    /** Runs one measurement. Returns whether to continue with this contender: it did not fail and was not too slow. */
    private boolean runOnce(Cell cell, Contender contender, int round, Map<Contender, ChildProcess> children)
            throws IOException, InterruptedException {
        String label = cell.workload() + " N=" + cell.nodes() + " " + contender.title();
        try {
            if (!children.containsKey(contender)) {
                form(cell, contender, label, children);
            }
            long start = System.nanoTime();
            Map<Metric, Double> measured = children.get(contender).run(round);
            double seconds = (System.nanoTime() - start) / 1e9;
            String which = round == 0 ? ", warm-up" : ", run " + round + " of " + cell.runs();
            progress.accept(label + which + ": " + measured);
            if (round > 0) {
                results.add(cell.workload(), cell.nodes(), contender, measured);
            }
            if (!keepsNetwork(cell.workload(), contender)) {
                children.remove(contender).close();
            }
            return seconds < LONG_RUN_SECONDS || round == 0 && cell.workload().isFlood();
        } catch (FailedException e) {
            progress.accept(label + ": " + e.getMessage());
            results.fail(cell.workload(), cell.nodes(), contender, e.getMessage());
            return false;
        }
    }

    private void form(Cell cell, Contender contender, String label, Map<Contender, ChildProcess> children)
            throws IOException, InterruptedException, FailedException {
        Formation formation = new Formation(contender, cell.nodes());
        if (failedFormations.contains(formation)) {
            throw new FailedException("never formed");
        }
        progress.accept(label + ": starting");
        ChildProcess child = new ChildProcess(contender, cell.workload(), cell.nodes(), heap, log);
        children.put(contender, child);
        try {
            results.add(Workload.W6, cell.nodes(), contender, Map.of(Metric.JOINED, child.formed()));
        } catch (FailedException e) {
            failedFormations.add(formation);
            results.fail(Workload.W6, cell.nodes(), contender, "never formed");
            throw e;
        }
    }

    /** Returns the notes that explain the table. */
    static List<String> notes() {
        return List.of(
                "Median (min..max) of the measured runs. x: how many times better this program is, without and with"
                        + " --dissemination prune. A value below 1 means worse.",
                "A run longer than " + (int) LONG_RUN_SECONDS + " s is not repeated. All nodes of a network run in one"
                        + " JVM, on loopback, unless a row says otherwise.",
                "Floods only: the floor, which has an overlay of the same kind and no membership, repair or bounds.",
                "JGroups: a full mesh with its shipped tcp.xml. ScaleCube: its settings for a local network, and a new"
                        + " network for each flood.");
    }
}
