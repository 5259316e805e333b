package gossip.report;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What a run is held against.
 *
 * @param seeds     how many seeds must have started; empty if any number is right
 * @param peers     how many peers must have started; empty if any number is right
 * @param killed    addresses of the peers killed on purpose; if empty, those that stopped in the midst of the run
 * @param heartbeat time from one PING to the next
 * @param misses    consecutive misses that make a neighbor dead
 */
record Expectations(Optional<Integer> seeds, Optional<Integer> peers, Set<String> killed, Duration heartbeat, int misses) {

    /** When a killed peer must be found dead, counted from the kill. */
    record Window(Duration from, Duration to, Duration tolerance) {
        boolean contains(Duration elapsed) {
            return elapsed.compareTo(from.minus(tolerance)) >= 0 && elapsed.compareTo(to.plus(tolerance)) <= 0;
        }
    }

    /**
     * A kill breaks the link, yet each verdict waits for the misses of the ordinary schedule. The first heartbeat comes
     * 0 to 1 of its intervals after the kill, so the last miss comes misses-1 to misses intervals after it. Timers and
     * log writing on a busy machine are late by a little: the greater of 0.5 s and 2 %.
     */
    Window window() {
        Duration to = heartbeat.multipliedBy(misses);
        Duration share = to.dividedBy(50);
        Duration least = Duration.ofMillis(500);
        return new Window(heartbeat.multipliedBy(misses - 1L), to, share.compareTo(least) > 0 ? share : least);
    }
}
