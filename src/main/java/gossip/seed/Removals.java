package gossip.seed;

import gossip.node.SeedListener;
import gossip.protocol.Message;
import gossip.protocol.Message.Alive;
import gossip.protocol.Message.Rejected;
import gossip.protocol.Message.Removed;
import gossip.protocol.PeerId;
import gossip.seed.ProbeResult.NoReply;
import gossip.seed.ProbeResult.Replied;
import java.util.function.Consumer;

/**
 * Decides by a probe whether a peer is removed, because anyone can send DEAD or LEAVE.
 *
 * <pre>
 * probe               DEAD                       LEAVE
 * reply               ALIVE                      ALIVE
 * reply leaving       ALIVE                      REMOVED, left
 * other incarnation   REMOVED, dead              ALIVE
 * connection refused  REMOVED, dead              REMOVED, left
 * silence             REMOVED, dead              REMOVED, dead
 * undecided           ERROR                      ERROR
 * </pre>
 */
final class Removals {

    private final Membership membership;
    private final Probes probes;
    private final SeedListener listener;

    Removals(Membership membership, Probes probes, SeedListener listener) {
        this.membership = membership;
        this.probes = probes;
        this.listener = listener;
    }

    /** Decides about the death report of a listed peer, and passes the reply to the callback. */
    void report(PeerId peer, Consumer<Message> callback) {
        probes.probe(peer, Probes.limit(membership.lease(peer.address())), result -> callback.accept(switch (result) {
            case Replied replied when replied.reply().peer().equals(peer) -> {
                listener.deathRefuted(peer);
                yield new Alive(peer);
            }
            case Replied replied -> removed(peer, SeedListener.Reason.DEAD);
            case NoReply.REFUSED, NoReply.SILENT -> removed(peer, SeedListener.Reason.DEAD);
            case NoReply.UNDECIDED -> undecided(peer);
        }));
    }

    /** Decides about the departure of a listed peer, and passes the reply to the callback. */
    void leave(PeerId peer, Consumer<Message> callback) {
        probes.probe(peer, Probes.limit(membership.lease(peer.address())), result -> callback.accept(switch (result) {
            case Replied replied when replied.reply().leaving() && replied.reply().peer().equals(peer) ->
                removed(peer, SeedListener.Reason.LEFT);
            case Replied replied -> new Alive(peer);
            case NoReply.REFUSED -> removed(peer, SeedListener.Reason.LEFT);
            case NoReply.SILENT -> removed(peer, SeedListener.Reason.DEAD);
            case NoReply.UNDECIDED -> undecided(peer);
        }));
    }

    /** The reporter repeats the report, and the lease ends in any case. */
    private static Message undecided(PeerId peer) {
        return new Rejected("this seed cannot dial " + peer.address() + " now");
    }

    private Message removed(PeerId peer, SeedListener.Reason reason) {
        if (membership.isListed(peer)) {
            remove(peer, reason);
        }
        return new Removed(peer.address());
    }

    void remove(PeerId peer, SeedListener.Reason reason) {
        membership.remove(peer);
        listener.removed(peer, reason, membership.size());
    }
}
