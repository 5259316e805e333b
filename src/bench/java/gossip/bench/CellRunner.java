package gossip.bench;

import gossip.bench.Session.FailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Runs the cells: contenders in turns, each in a JVM of its own. */
final class CellRunner {

    private record Formation(Contestant contestant, int nodes) {}

    /** A run that took so long is not repeated: it would say the same again. */
    private static final double LONG_RUN_SECONDS = 25;

    private final BenchResults results;
    private final String heap;
    private final Path log;
    private final Consumer<String> progress;
    /** Who does not get a network of this size together need not try again in each cell. */
    private final Set<Formation> hopeless = new HashSet<>();

    CellRunner(BenchResults results, String heap, Path log, Consumer<String> progress) {
        this.results = results;
        this.heap = heap;
        this.log = log;
        this.progress = progress;
    }

    void run(Cell cell) throws IOException, InterruptedException {
        Map<Contestant, Session> sessions = new EnumMap<>(Contestant.class);
        Set<Contestant> done = EnumSet.noneOf(Contestant.class);
        try {
            for (int round = cell.workload().needsWarmUp() ? 0 : 1; round <= cell.runs(); round++) {
                for (Contestant contestant : cell.contestants()) {
                    if (!done.contains(contestant) && isDue(cell, contestant, round)
                            && !turn(cell, contestant, round, sessions)) {
                        done.add(contestant);
                    }
                }
            }
        } finally {
            sessions.values().forEach(Session::close);
        }
    }

    /** Who needs a fresh network for each run has none to warm up. */
    private static boolean isDue(Cell cell, Contestant contestant, int round) {
        return round > 0 || keepsNetwork(cell.workload(), contestant);
    }

    private static boolean keepsNetwork(Workload workload, Contestant contestant) {
        return workload.isRepeatable() && (contestant.isReusable() || !workload.isFlood());
    }

    /** @return whether it makes sense to go on with this contender */
    private boolean turn(Cell cell, Contestant contestant, int round, Map<Contestant, Session> sessions)
            throws IOException, InterruptedException {
        String what = cell.workload() + " N=" + cell.nodes() + " " + contestant.title();
        try {
            if (!sessions.containsKey(contestant)) {
                form(cell, contestant, what, sessions);
            }
            long began = System.nanoTime();
            Map<Metric, Double> measured = sessions.get(contestant).run(round);
            double seconds = (System.nanoTime() - began) / 1e9;
            progress.accept(what + (round == 0 ? ", warm-up" : ", run " + round + " of " + cell.runs()) + ": " + measured);
            if (round > 0) {
                results.add(cell.workload(), cell.nodes(), contestant, measured);
            }
            if (!keepsNetwork(cell.workload(), contestant)) {
                sessions.remove(contestant).close();
            }
            return seconds < LONG_RUN_SECONDS || round == 0 && cell.workload().isFlood();
        } catch (FailedException e) {
            progress.accept(what + ": " + e.getMessage());
            results.fail(cell.workload(), cell.nodes(), contestant, e.getMessage());
            return false;
        }
    }

    private void form(Cell cell, Contestant contestant, String what, Map<Contestant, Session> sessions)
            throws IOException, InterruptedException, FailedException {
        Formation formation = new Formation(contestant, cell.nodes());
        if (hopeless.contains(formation)) {
            throw new FailedException("never formed");
        }
        progress.accept(what + ": starting");
        Session session = new Session(contestant, cell.workload(), cell.nodes(), heap, log);
        sessions.put(contestant, session);
        try {
            results.add(Workload.W6, cell.nodes(), contestant, Map.of(Metric.JOINED, session.formed()));
        } catch (FailedException e) {
            hopeless.add(formation);
            results.fail(Workload.W6, cell.nodes(), contestant, "never formed");
            throw e;
        }
    }

    /** What the table says beneath its title. */
    static List<String> notes() {
        return List.of(
                "Median (min..max) of the runs that count. x: how many times better this program is, or it with --dissemination prune; below 1, worse.",
                "A run longer than " + (int) LONG_RUN_SECONDS + " s is not repeated. All nodes of a network in one JVM, on loopback.",
                "JGroups: a full mesh, its shipped tcp.xml. ScaleCube: its settings for a local network, a fresh network for each flood.");
    }
}
