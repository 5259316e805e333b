package gossip.peer.topology;

import gossip.node.Environment;
import gossip.peer.overlay.Neighbor;
import gossip.peer.overlay.Overlay;
import gossip.peer.overlay.TaskBudget;
import java.time.Duration;

/**
 * The links that are replaced, because they are lost or because their neighbors do not answer. A neighbor that crashed
 * without closing its connections is declared dead after three misses. Until then nothing arrives over its link, and
 * many peers of an overlay with hubs have no other link. So a peer with fewer than m neighbors that answer opens
 * replacements soon after the first miss:
 *
 * <pre>
 * first miss --a quarter of a heartbeat, nothing received--> early replacement --link lost--------> not replaced again
 *                                                                     +--------all answer again--> a surplus link
 * </pre>
 *
 * <p>This changes neither whether the neighbor is declared dead nor when. A peer whose own heartbeats run late replaces
 * nothing early, because its neighbors may have answered.
 */
public final class LostLinks {

    /** Fallback probes have a heartbeat divided by this to reach the neighbor. */
    private static final int WAIT_DIVISOR = 4;

    private final int links;
    private final Duration wait;
    private final Environment environment;
    private final Overlay overlay;
    private final OverlayMaintenance maintenance;
    private final RepairPolicy repairPolicy;
    private final TaskBudget budget;
    private final PartitionDetector partitionDetector;
    /** Replacements of links that are not lost yet. */
    private int early;

    /** @param links the number of links that a peer opens when it joins, m */
    public LostLinks(int links, Duration pingInterval, Environment environment, Overlay overlay,
            OverlayMaintenance maintenance, RepairPolicy repairPolicy, TaskBudget budget,
            PartitionDetector partitionDetector) {
        this.links = links;
        this.wait = Duration.ofNanos(pingInterval.toNanos() / WAIT_DIVISOR);
        this.environment = environment;
        this.overlay = overlay;
        this.maintenance = maintenance;
        this.repairPolicy = repairPolicy;
        this.budget = budget;
        this.partitionDetector = partitionDetector;
    }

    /** Called after the misses of the last heartbeat were counted and the PINGs of this one were sent. */
    public void heartbeat() {
        repairPolicy.listed(partitionDetector.knownMembers());
        if (overlay.neighbors().stream().anyMatch(neighbor -> neighbor.probe().misses() > 0)) {
            environment.schedule(wait, this::replaceSilent);
        } else {
            repairPolicy.chargeSurplus(early);
            early = 0;
        }
    }

    private void replaceSilent() {
        int silent = (int) overlay.neighbors().stream().filter(LostLinks::isSilent).count();
        int missing = Math.min(silent - early, links - (overlay.degree() - silent));
        if (missing > 0 && !budget.isReduced()) {
            early += missing;
            maintenance.replace(missing);
        }
    }

    private static boolean isSilent(Neighbor neighbor) {
        return neighbor.probe().misses() > 0 && neighbor.probe().isAwaitingReply() && !neighbor.probe().hasReceived();
    }

    /**
     * Decides whether a lost link is replaced, and starts to replace it unless that was done early.
     *
     * @param lostDegree the degree in the last PING_REPLY of the lost neighbor; 0 if there was none
     * @return whether another link takes its place
     */
    public boolean lost(int lostDegree) {
        boolean replace = repairPolicy.shouldReplace(overlay.degree() - early, lostDegree);
        boolean replaced = replace && early > 0;
        early -= replaced ? 1 : 0;
        maintenance.replace(replace && !replaced ? 1 : 0);
        return replace;
    }
}
