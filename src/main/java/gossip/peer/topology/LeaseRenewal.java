package gossip.peer.topology;

import gossip.peer.registration.SeedClient;
import gossip.peer.registration.SeedClient.Registration;
import java.util.function.Consumer;

/** The renewal of the lease at the seeds. The members that they list with it become the known ones. */
final class LeaseRenewal {

    private final SeedClient seeds;
    private final PartitionDetector partitionDetector;
    private final Consumer<Registration> onRejoined;
    private boolean running;

    /** @param onRejoined receives the registration if a seed held a tombstone for this peer */
    LeaseRenewal(SeedClient seeds, PartitionDetector partitionDetector, Consumer<Registration> onRejoined) {
        this.seeds = seeds;
        this.partitionDetector = partitionDetector;
        this.onRejoined = onRejoined;
    }

    /**
     * Renews the lease, unless the last renewal is still in progress. So renewals of one peer do not overlap if the
     * seeds answer slowly.
     *
     * @param onReply called if a seed accepts the registration
     */
    void renew(Runnable onReply) {
        if (running) {
            return;
        }
        running = true;
        seeds.register(SeedClient.SAMPLE, registration -> {
            running = false;
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
