package gossip.seed;

import gossip.node.SeedListener;
import gossip.protocol.PeerId;
import gossip.seed.ProbeResult.NoReply;
import gossip.seed.ProbeResult.Replied;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** The decision which of two peers with the same address is listed. A probe of the address decides. */
final class DuplicateAddresses {

    /** The longest probe. A peer waits 5 s for the reply to REGISTER. */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final Probes probes;
    private final Removals removals;

    DuplicateAddresses(Probes probes, Removals removals) {
        this.probes = probes;
        this.removals = removals;
    }

    /**
     * Passes the reason to refuse the newcomer to the callback, or empty if the newcomer can register. The listed
     * incarnation then has a tombstone, so a newcomer with a lower one gets BURIED. No refusal names an incarnation, so
     * no peer raises its own above that of the other peer.
     *
     * @param listed the peer that is listed with the address of the newcomer
     */
    void decide(PeerId newcomer, PeerId listed, Consumer<Optional<String>> callback) {
        probes.probe(newcomer, LIMIT, result -> {
            PeerId running = result instanceof Replied replied ? replied.reply().peer() : listed;
            if (result != NoReply.UNDECIDED && !(result instanceof Replied && running.equals(listed))) {
                removals.removed(listed, result, SeedListener.Reason.DEAD);
            }
            callback.accept(switch (result) {
                case Replied replied when running.equals(newcomer) -> Optional.empty();
                case Replied replied -> Optional.of(newcomer.address() + " is used by another running peer");
                case NoReply.REFUSED, NoReply.SILENT, NoReply.UNREACHABLE ->
                    Optional.of("this seed cannot reach " + newcomer.address());
                case NoReply.UNDECIDED -> Optional.of("this seed cannot dial " + newcomer.address() + " now");
            });
        });
    }
}
