package gossip.peer;

import gossip.node.Environment;
import gossip.peer.broadcast.AntiEntropy;
import gossip.peer.broadcast.Broadcast;
import gossip.peer.failure.DeathReports;
import gossip.peer.failure.FailureDetector;
import gossip.peer.overlay.TaskBudget;
import gossip.peer.registration.SeedClient;
import gossip.peer.topology.FormerNeighbors;
import gossip.peer.topology.LinkShedding;
import gossip.peer.topology.LostLinks;
import gossip.peer.topology.OverlayMaintenance;
import gossip.peer.topology.PartitionDetector;
import java.time.Duration;

/** The work of each heartbeat. Every second heartbeat renews the lease, or every one while a seed does not list it. */
final class PeriodicWork implements Heartbeat.Task {

    private final Environment environment;
    private final TaskBudget budget;
    private final OriginConfirmation originConfirmation;
    private final Broadcast broadcast;
    private final AntiEntropy antiEntropy;
    private final FailureDetector failureDetector;
    private final LostLinks lostLinks;
    private final DeathReports deathReports;
    private final SeedClient seeds;
    private final OverlayMaintenance maintenance;
    private final PartitionDetector partitionDetector;
    private final FormerNeighbors formerNeighbors;
    private final LinkShedding shedding;
    private final long startedAt;
    private long heartbeats;
    /** Number of the heartbeat of the last renewal. */
    private long renewedAt;

    PeriodicWork(Environment environment, TaskBudget budget, PeerMessages messages, FailureDetector failureDetector,
            LostLinks lostLinks, DeathReports deathReports, SeedClient seeds, OverlayMaintenance maintenance,
            PartitionDetector partitionDetector, FormerNeighbors formerNeighbors, LinkShedding shedding) {
        this.environment = environment;
        this.budget = budget;
        this.originConfirmation = new OriginConfirmation(environment, budget, messages.history(), seeds);
        this.broadcast = messages.broadcast();
        this.antiEntropy = messages.antiEntropy();
        this.failureDetector = failureDetector;
        this.lostLinks = lostLinks;
        this.deathReports = deathReports;
        this.seeds = seeds;
        this.maintenance = maintenance;
        this.partitionDetector = partitionDetector;
        this.formerNeighbors = formerNeighbors;
        this.shedding = shedding;
        this.startedAt = environment.nanoTime();
    }

    @Override
    public void run(long lateNanos) {
        heartbeats++;
        budget.heartbeat(lateNanos);
        originConfirmation.heartbeat();
        broadcast.heartbeat((int) Duration.ofNanos(environment.nanoTime() - startedAt).toSeconds());
        antiEntropy.heartbeat();
        failureDetector.heartbeat(lateNanos);
        lostLinks.heartbeat();
        deathReports.heartbeat();
        maintenance.maintain();
        partitionDetector.heartbeat();
        formerNeighbors.heartbeat();
        shedding.heartbeat();
        if (heartbeats % 2 == 0 || seeds.isDegraded()) {
            renew();
        }
    }

    /** Renews the lease, at most once in a heartbeat. Many neighbors may be declared dead in the same heartbeat. */
    void renew() {
        if (renewedAt != heartbeats && environment.rules().fixedLinks().isEmpty()) {
            renewedAt = heartbeats;
            maintenance.renew(deathReports::release);
        }
    }
}
