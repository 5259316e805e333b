package gossip.peer.topology;

import gossip.node.Environment;
import gossip.peer.overlay.DutyCycle;
import gossip.peer.registration.SeedClient;
import gossip.peer.registration.SeedClient.Registration;
import java.util.function.Consumer;

/** The renewal of the lease at the seeds. The members that they list with it become the known ones. */
final class LeaseRenewal {

    private final SeedClient seeds;
    private final PartitionDetector partitionDetector;
    private final Consumer<Registration> onRejoined;
    private final DutyCycle dutyCycle;

    /** @param onRejoined receives the registration if a seed held a tombstone for this peer */
    LeaseRenewal(Environment environment, SeedClient seeds, PartitionDetector partitionDetector,
            Consumer<Registration> onRejoined) {
        this.seeds = seeds;
        this.partitionDetector = partitionDetector;
        this.onRejoined = onRejoined;
        this.dutyCycle = new DutyCycle(environment::nanoTime, environment.random());
    }

    /**
     * Renews the lease, unless the seeds answer slowly and the last renewal was a short time ago.
     *
     * @param onReply called if a seed replies
     */
    void renew(Runnable onReply) {
        if (!dutyCycle.isDue()) {
            return;
        }
        dutyCycle.started();
        seeds.register(SeedClient.SAMPLE, registration -> {
            dutyCycle.ended();
            if (registration.isRegistered()) {
                partitionDetector.setKnownMembers(registration);
                seeds.sampleOtherSeed(partitionDetector::addKnownMembers);
                onReply.run();
            }
            if (registration.rejoinedAt().isPresent()) {
                onRejoined.accept(registration);
            }
        });
    }
}
