package gossip.seed;

import gossip.node.SeedListener;
import gossip.protocol.Message;
import gossip.protocol.Message.Alive;
import gossip.protocol.Message.Member;
import gossip.protocol.Message.Rejected;
import gossip.protocol.Message.Removed;
import gossip.protocol.PeerId;
import gossip.seed.ProbeResult.NoReply;
import gossip.seed.ProbeResult.Replied;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The decision whether a peer is removed after DEAD or LEAVE. A probe decides, because anyone can send these messages.
 *
 * <pre>
 * probe               DEAD                       LEAVE
 * reply               ALIVE                      ALIVE
 * reply leaving       ALIVE                      REMOVED, left
 * other incarnation   REMOVED, dead              ALIVE
 * connection refused  REMOVED, dead              REMOVED, left
 * silence             REMOVED, dead              REMOVED, dead
 * undecided, cut off  ERROR                      ERROR
 * </pre>
 */
final class Removals {

    private final Membership membership;
    private final Probes probes;
    private final CutOffCheck cutOffCheck;
    private final SeedListener listener;

    Removals(Membership membership, Probes probes, CutOffCheck cutOffCheck, SeedListener listener) {
        this.cutOffCheck = cutOffCheck;
        this.membership = membership;
        this.probes = probes;
        this.listener = listener;
    }

    private void probe(PeerId peer, Consumer<ProbeResult> callback) {
        probes.probe(peer, Probes.limit(membership.lease(peer.address())), result -> {
            if (result instanceof NoReply silence && silence.isSilence()) {
                cutOffCheck.confirm(silence, peer.address(), callback);
            } else {
                callback.accept(result);
            }
        });
    }

    /** Decides about the death report of a listed peer, and passes the reply to the callback. */
    void report(PeerId peer, Consumer<Message> callback) {
        probe(peer, result -> callback.accept(switch (result) {
            case Replied replied when replied.reply().peer().equals(peer) -> {
                membership.reached(peer);
                listener.deathRefuted(peer);
                yield new Alive(peer);
            }
            case Replied replied -> removed(peer, result, SeedListener.Reason.DEAD);
            case NoReply.REFUSED, NoReply.SILENT, NoReply.UNREACHABLE ->
                removed(peer, result, SeedListener.Reason.DEAD);
            case NoReply.UNDECIDED -> undecided(peer);
        }));
    }

    /** Decides about the departure of a listed peer, and passes the reply to the callback. */
    void leave(PeerId peer, Consumer<Message> callback) {
        probe(peer, result -> callback.accept(switch (result) {
            case Replied replied when replied.reply().leaving() ->
                removed(peer, result, SeedListener.Reason.LEFT);
            case Replied replied -> new Alive(peer);
            case NoReply.REFUSED -> removed(peer, result, SeedListener.Reason.LEFT);
            case NoReply.SILENT, NoReply.UNREACHABLE -> removed(peer, result, SeedListener.Reason.DEAD);
            case NoReply.UNDECIDED -> undecided(peer);
        }));
    }

    /** The reporter repeats the report, and the lease ends in any case. */
    private Message undecided(PeerId peer) {
        listener.probed(peer, "undecided");
        return new Rejected("this seed cannot find out whether " + peer.address() + " runs");
    }

    /** Removes a peer if it is still listed, and returns the reply. */
    Message removed(PeerId peer, ProbeResult result, SeedListener.Reason reason) {
        if (membership.isListed(peer)) {
            listener.probed(peer, text(result));
            remove(peer, reason);
        }
        return new Removed(peer.address());
    }

    private static String text(ProbeResult result) {
        return switch (result) {
            case Replied replied -> replied.reply().leaving() ? "leaving" : "replaced";
            case NoReply noReply -> noReply.name().toLowerCase(Locale.ROOT);
        };
    }

    void remove(PeerId peer, SeedListener.Reason reason) {
        String name = membership.member(peer.address()).map(Member::name).orElse("");
        membership.remove(peer);
        listener.removed(peer, name, reason, membership.size());
    }

    /** Removes the oldest member that was never reached, without a tombstone. Returns false if there is none. */
    boolean removeUnreached() {
        Optional<Member> removed = membership.removeUnreached();
        removed.ifPresent(member -> listener.removed(
                member.peer(), member.name(), SeedListener.Reason.EXPIRED, membership.size()));
        return removed.isPresent();
    }
}
