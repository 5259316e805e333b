package gossip.node.event;

import java.time.Duration;

/** Counts of the events of one node, for its status and its metrics. */
public final class EventCounts {

    /**
     * Upper bounds of the round trip times of PING, in milliseconds; guessed. Longer ones have a bucket of their own.
     */
    private static final int[] RTT_BOUNDS = {1, 5, 25, 100, 500, 2500, 10_000};

    private final long[] roundTrips = new long[RTT_BOUNDS.length + 1];
    private double roundTripSum;
    private long forwarded;
    private long pingMisses;
    private long deaths;
    private long badInput;
    private long lost;

    public void forwarded(int copies) {
        forwarded += copies;
    }

    public void pingMissed() {
        pingMisses++;
    }

    public void neighborDead() {
        deaths++;
    }

    public void badInput() {
        badInput++;
    }

    /** Counts messages that no neighbor stores any more. */
    public void lost(long messages) {
        lost += messages;
    }

    public void roundTrip(Duration time) {
        double millis = time.toNanos() / 1e6;
        int i = 0;
        while (i < RTT_BOUNDS.length && millis > RTT_BOUNDS[i]) {
            i++;
        }
        roundTrips[i]++;
        roundTripSum += millis;
    }

    /** Returns the counts as pairs. The round trips are {@code bound:count} in milliseconds, not cumulative. */
    public String status() {
        StringBuilder rtt = new StringBuilder();
        for (int i = 0; i < RTT_BOUNDS.length; i++) {
            rtt.append(RTT_BOUNDS[i]).append(':').append(roundTrips[i]).append(',');
        }
        return "forwarded=" + forwarded + " pingMisses=" + pingMisses + " deaths=" + deaths + " badInput=" + badInput
                + " lost=" + lost + " rttSum=" + Math.round(roundTripSum)
                + " rtt=" + rtt + "inf:" + roundTrips[RTT_BOUNDS.length];
    }
}
