package gossip.report;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What the user expects of a run.
 *
 * @param seeds     how many seeds must have started; empty if any number is correct
 * @param peers     how many peers must have started; empty if any number is correct
 * @param killed    addresses of the peers that were killed on purpose; if empty, all that stopped before the shutdown
 * @param heartbeat the time between two PINGs, longer than zero
 * @param misses    the consecutive misses after which a neighbor is declared dead, 1 or more
 */
record Expectations(
        Optional<Integer> seeds, Optional<Integer> peers, Set<String> killed, Duration heartbeat, int misses) {

    /** The time from a kill within which the peer must be declared dead. */
    record Window(Duration from, Duration to, Duration tolerance) {
        boolean contains(Duration elapsed) {
            return elapsed.compareTo(from.minus(tolerance)) >= 0 && elapsed.compareTo(to.plus(tolerance)) <= 0;
        }
    }

    /**
     * Returns the expected detection time. A kill closes the link, but a neighbor still waits for all misses. The first
     * heartbeat comes 0 to 1 intervals after the kill, so the last miss comes misses-1 to misses intervals after it.
     * Timers and log writing on a busy machine are slightly late. The tolerance is the greater of 0.5 s and 2 %.
     */
    Window window() {
        Duration to = heartbeat.multipliedBy(misses);
        Duration relative = to.dividedBy(50);
        Duration min = Duration.ofMillis(500);
        return new Window(heartbeat.multipliedBy(misses - 1L), to, relative.compareTo(min) > 0 ? relative : min);
    }

    /**
     * Returns the expected detection time of a peer. A peer without PEER_STOPPED was killed or hung at an unknown
     * moment, at most one heartbeat after its last line. A peer that hangs keeps its links, so its neighbors need one
     * more heartbeat.
     */
    Window window(PeerInstance peer) {
        Window window = window();
        return peer.stopped().isPresent() ? window
                : new Window(window.from(), window.to().plus(heartbeat.multipliedBy(2)), window.tolerance());
    }

    /** Returns the silence after which neighbors may declare a peer dead. */
    Duration minSilence() {
        Duration silence = window().from().minus(window().tolerance());
        return silence.isNegative() ? Duration.ZERO : silence;
    }
}
