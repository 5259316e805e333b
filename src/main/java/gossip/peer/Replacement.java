package gossip.peer;

import java.util.random.RandomGenerator;

/**
 * Which lost links are replaced, so that under churn of any length the mean degree stays 2m and the exponent of the
 * degree law 3. Always replacing makes the overlay ever denser; never replacing tears it.
 *
 * <p>With the degree d that is left: below m, always; above 2m, a share h = 0.45; in between, the share r(m) that
 * balances the sum. The reasons, with N peers of mean degree 2m, one of which dies and one joins at a time:
 *
 * <ul>
 * <li>A peer of degree k gains k/N links, as newcomers and repairs attach by preference, and loses k/N. Replacing a
 *     share p of the losses itself, it grows by p k/N while peers die at 1/N: the tail then falls with exponent
 *     1 + 1/p. One share for all, m/(2(m+1)), balances as well, but gives 4 for m = 2; a half would give 3 for an
 *     endless overlay; 0.45 fits best at the hundreds to thousands of peers that were simulated.
 * <li>A death takes 2m links and a birth brings m, so half of the losses have to be replaced. A lost link's other end
 *     has degree k with probability (m+1)/((k+1)(k+2)), thus m with 1/(m+2), and above 2m+1 with (m+1)/(2m+3).
 * </ul>
 */
final class Replacement {

    private static final double SHARE_ABOVE = 0.45;

    private final int m;
    /** Fractions of a link owed: rounding them over time, and not by chance each time, spares the mean much noise. */
    private double owed;

    Replacement(int links, RandomGenerator random) {
        this.m = links;
        this.owed = random.nextDouble();
    }

    /**
     * Decides on one lost link.
     *
     * @param degree what is left
     */
    boolean isDue(int degree) {
        if (degree < m) {
            return true;
        }
        owed += degree > 2 * m ? SHARE_ABOVE : shareInBetween(m);
        boolean due = owed >= 1;
        owed -= due ? 1 : 0;
        return due;
    }

    /** r(m): 0.18 for m = 2. */
    static double shareInBetween(int m) {
        double atLeastDegree = 1.0 / (m + 2);
        double wellConnected = (m + 1.0) / (2 * m + 3);
        return Math.max(0, (0.5 - atLeastDegree - SHARE_ABOVE * wellConnected) / (1 - atLeastDegree - wellConnected));
    }
}
