package gossip.peer.topology;

import gossip.protocol.Message.Member;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A balance of lost and opened links. It decides which lost links are replaced, and whether there are surplus links. So
 * under churn the mean degree stays 2m, and the exponent of the degree distribution stays 3.
 *
 * <p>Each lost link adds a credit to the balance. It depends on the degree d that is left and the degree k of the lost
 * neighbor:
 *
 * <pre>
 *   d < m         1: the link is always replaced
 *   m <= d <= 2m  r(m) w(k) s     w(k) = 2 (k - m + 1/4) / k
 *   d > 2m        0.45 w(k) s
 * </pre>
 *
 * <p>s is 1 while the mean degree of the members that seeds list is at most 1.05 times 2m, and falls to 0 at 1.15 times
 * 2m. So groups of peers that join and crash together, again and again, do not increase the links without a limit.
 *
 * <p>A replacement takes 1 from the balance. A balance below 0 is a surplus. Derivation: {@code src/docs/overlay.md}.
 */
public final class RepairPolicy {

    /** Chosen by simulation of 200 to 1,000 peers; the theoretical value for an infinite overlay is 0.5. */
    private static final double SHARE_ABOVE = 0.45;
    /** Estimated growth of a neighbor since its last PING_REPLY, in links; chosen by simulation. */
    private static final double UNREPORTED_GROWTH = 0.25;
    /** Half of all losses are replaced on average. */
    private static final double MEAN_CREDIT = 0.5;
    private static final int MAX_CREDITS = 1024;
    /** From this share of 2m on, the mean degree reduces the replacements. Guessed, above the noise of the estimate. */
    private static final double DENSE_FROM = 1.05;
    /** At this share of 2m, no loss is replaced from degree m on. Guessed. */
    private static final double DENSE = 1.15;
    /** A higher degree of a listed member counts as this one, because a member may claim any degree. Guessed. */
    private static final int MAX_LISTED_DEGREE = 32;
    /** The weight of one heartbeat in the estimated mean degree. A list is used at two heartbeats. Guessed. */
    private static final double LIST_WEIGHT = 1.0 / 32;

    private final int m;
    /** Fractions of a link. A sum over time has less variance than a random decision for each loss. */
    private double balance;
    /** The estimated mean degree of the members. */
    private double meanDegree;
    /** Credits of the losses, the latest last. */
    private final Deque<Double> credits = new ArrayDeque<>(0);

    public RepairPolicy(int links, RandomGenerator random) {
        this.m = links;
        this.balance = random.nextDouble();
        this.meanDegree = 2.0 * links;
    }

    /**
     * Adds the last list to the estimated mean degree, at each heartbeat. Members without a link are ignored, because
     * they are joining.
     */
    void listed(List<Member> members) {
        members.stream().mapToInt(Member::degree).filter(degree -> degree > 0)
                .map(degree -> Math.min(degree, MAX_LISTED_DEGREE)).average()
                .ifPresent(mean -> meanDegree += LIST_WEIGHT * (mean - meanDegree));
    }

    /**
     * Decides whether one lost link is replaced.
     *
     * @param degree the remaining degree of this peer
     * @param lostDegree the degree in the last PING_REPLY of the lost neighbor; 0 if there was none
     */
    boolean shouldReplace(int degree, int lostDegree) {
        double share = degree > 2 * m ? SHARE_ABOVE : shareBelow(m);
        double credit = degree < m ? 1 : share * weight(lostDegree) * sparsity();
        if (credits.size() == MAX_CREDITS) {
            credits.removeFirst();
        }
        credits.addLast(credit);
        balance += credit;
        boolean replace = balance >= 1 || degree < m;
        balance -= replace ? 1 : 0;
        return replace;
    }

    /** Returns s. */
    private double sparsity() {
        return Math.clamp((DENSE - meanDegree / (2 * m)) / (DENSE - DENSE_FROM), 0, 1);
    }

    /** Returns w(k), which is 1 on average. */
    private double weight(int lostDegree) {
        double k = Math.max(lostDegree, m);
        return lostDegree == 0 ? 1 : 2 * (k - m + UNREPORTED_GROWTH) / k;
    }

    /**
     * Charges an extra link, a link that is neither part of a join nor a replacement. It takes back the credit of the
     * latest loss, so a healed partition cancels each loss at both ends. A fixed charge of one half would change the
     * mean degree with every partition.
     */
    void extraLinkOpened() {
        balance -= credits.isEmpty() ? MEAN_CREDIT : credits.removeLast();
    }

    /** Takes surplus links from the balance: replacements of links that were not lost. */
    void chargeSurplus(int links) {
        balance -= links;
    }

    boolean hasSurplus() {
        return balance < 0;
    }

    /** Settles one surplus link, which was closed and is not replaced. */
    void linkShed() {
        balance++;
    }

    /** Returns r(m), the share of losses replaced from degree m to 2m; 0.18 for m = 2. */
    private static double shareBelow(int m) {
        double atDegreeM = 1.0 / (m + 2);
        double above = (m + 1.0) / (2 * m + 3);
        return Math.max(0, (0.5 - atDegreeM - SHARE_ABOVE * above) / (1 - atDegreeM - above));
    }
}
