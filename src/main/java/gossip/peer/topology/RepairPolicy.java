package gossip.peer.topology;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.random.RandomGenerator;

/**
 * The account of links: which lost ones are replaced, and when there is one too many, so that under churn of any
 * length the mean degree stays 2m and the exponent of the degree law 3. Always replacing makes the overlay ever denser;
 * never replacing tears it.
 *
 * <p>With the degree d that is left: below m, always; above 2m, a share h = 0.45; in between, the share r(m) that
 * balances the sum; either times 2(k-m+1/4)/k for a lost neighbor of degree k. The reasons, with N peers of mean degree
 * 2m, one of which dies and one joins at a time:
 *
 * <ul>
 * <li>A peer of degree k gains k/N links, as newcomers and repairs attach by preference, and loses k/N. Replacing a
 *     share p of the losses itself, it grows by p k/N while peers die at 1/N: the tail then falls with exponent
 *     1 + 1/p. One share for all, m/(2(m+1)), balances as well, but gives 4 for m = 2; a half would give 3 for an
 *     endless overlay; 0.45 fits best at the hundreds to thousands of peers that were simulated.
 * <li>A death takes 2m links and a birth brings m, so half of the losses have to be replaced. A lost link's other end
 *     has degree k with probability (m+1)/((k+1)(k+2)), thus m with 1/(m+2), and above 2m+1 with (m+1)/(2m+3).
 * <li>When a peer of degree k dies, k links go and the birth in its place brings m: with a share (k-m)/k of them
 *     replaced, twice the half that is the mean, each death is balanced by itself. Without, the death of a hub leaves
 *     the overlay thin, and those of many small ones dense, for longer than a turnover: of 100 networks of 200 peers 92
 *     keep the law over five turnovers, with it 98. The quarter is for k being as old as the last PING_REPLY; without
 *     it the mean degree falls to 3.7, with a half it rises to 4.4.
 * </ul>
 */
public final class RepairPolicy {

    private static final double SHARE_ABOVE = 0.45;
    /** By how many links a neighbor has more than it told last. */
    private static final double UNTOLD = 0.25;
    /** Half of the losses are replaced. */
    private static final double MEAN = 0.5;
    private static final int MAX_CREDITS = 1024;

    private final int m;
    /**
     * Fractions of a link owed, below zero when there is one too many: rounding them over time, and not by chance each
     * time, spares the mean much noise.
     */
    private double balance;
    /** What the losses were credited, the latest last. */
    private final Deque<Double> credits = new ArrayDeque<>();

    public RepairPolicy(int links, RandomGenerator random) {
        this.m = links;
        this.balance = random.nextDouble();
    }

    /**
     * Decides on one lost link.
     *
     * @param degree what is left
     * @param lost the degree of the neighbor, as it told last; 0 if it never did
     */
    boolean shouldReplace(int degree, int lost) {
        double credit = degree < m ? 1 : weight(lost) * (degree > 2 * m ? SHARE_ABOVE : shareInBetween(m));
        if (credits.size() == MAX_CREDITS) {
            credits.removeFirst();
        }
        credits.addLast(credit);
        balance += credit;
        boolean due = balance >= 1 || degree < m;
        balance -= due ? 1 : 0;
        return due;
    }

    /** 1 on average. */
    private double weight(int lost) {
        double k = Math.max(lost, m);
        return lost == 0 ? 1 : 2 * (k - m + UNTOLD) / k;
    }

    /**
     * A link has come about that nothing owed: it takes back what the latest loss was credited. In a network that was
     * cut in two that undoes each loss at either end, whatever it was worth there; taking back one half each time would
     * leave it a little denser, or thinner, cut by cut.
     */
    void extraLinkOpened() {
        balance -= credits.isEmpty() ? MEAN : credits.removeLast();
    }

    /** Whether there is a link too many. */
    boolean hasSurplus() {
        return balance < 0;
    }

    /** A link was given up that is not to be replaced. */
    void linkShed() {
        balance++;
    }

    /** r(m): 0.18 for m = 2. */
    static double shareInBetween(int m) {
        double atLeastDegree = 1.0 / (m + 2);
        double wellConnected = (m + 1.0) / (2 * m + 3);
        return Math.max(0, (0.5 - atLeastDegree - SHARE_ABOVE * wellConnected) / (1 - atLeastDegree - wellConnected));
    }
}
