package gossip.experiment.metrics;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The verdicts on crashed peers: declarations of death by neighbors, and removals by seeds. A declaration is due at
 * each neighbor that had a link at the crash and runs to the end. A removal is due at each seed that listed the peer at
 * the crash.
 */
final class Verdicts {

    private record Pair(int crashed, int neighbor) {}

    private final Population population;
    private final Set<Pair> due = new LinkedHashSet<>();
    private final Set<Pair> given = new LinkedHashSet<>();
    private final LongList listings = new LongList();
    private long removalsDue;
    private long removals;

    Verdicts(Population population) {
        this.population = population;
    }

    void crashed(int peer) {
        removalsDue += peer < listings.size() ? listings.get(peer) : 0;
    }

    void linked(int crashed, int neighbor) {
        due.add(new Pair(crashed, neighbor));
    }

    void declared(int crashed, int neighbor) {
        Pair pair = new Pair(crashed, neighbor);
        if (due.contains(pair)) {
            given.add(pair);
        }
    }

    /** Notes that one more or less seed lists a peer. */
    void listed(int peer, int change) {
        while (listings.size() <= peer) {
            listings.add(0);
        }
        listings.set(peer, Math.max(0, listings.get(peer) + change));
    }

    void removed() {
        removals++;
    }

    /** Returns the figures at the end. */
    VerdictCounts counts() {
        return new VerdictCounts(countOfRunning(due), countOfRunning(given), removalsDue, removals);
    }

    private long countOfRunning(Set<Pair> pairs) {
        return pairs.stream().filter(pair -> population.isRunning(pair.neighbor())).count();
    }
}
