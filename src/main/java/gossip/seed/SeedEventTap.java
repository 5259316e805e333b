package gossip.seed;

import gossip.node.Environment;
import gossip.node.SeedListener;
import gossip.node.event.EventTap;
import gossip.protocol.Address;
import gossip.protocol.PeerId;

/** The event tap of a seed. It also counts events for the status. */
final class SeedEventTap extends EventTap implements SeedListener {

    private final SeedListener listener;
    private long reported;
    private long refuted;
    private long removedDead;
    private long badInput;

    SeedEventTap(SeedListener listener, Environment environment) {
        super(listener, environment);
        this.listener = listener;
    }

    /** Returns the counts of reports and bad input as pairs. */
    String status() {
        return "reports=" + reported + " refuted=" + refuted + " removedDead=" + removedDead + " badInput=" + badInput;
    }

    @Override
    public void started() {
        listener.started();
        emit("SEED_STARTED");
    }

    @Override
    public void notice(String text) {
        listener.notice(text);
        emit("NOTICE", "text", text);
    }

    /** Records a registration only if there is evidence about the peer, so that the evidence ends with the return. */
    @Override
    public void registered(PeerId peer, int members) {
        listener.registered(peer, members);
        if (evidence().isAbout(peer.address())) {
            record("PEER_REGISTERED", peer.address(), "incarnation", peer.incarnation());
        }
        emit("PEER_REGISTERED", "peer", peer.address(), "members", members,
                "incarnation", peer.incarnation());
    }

    @Override
    public void listSent(PeerId peer, int members) {
        listener.listSent(peer, members);
        emit("PEER_LIST_SENT", "peer", peer.address(), "members", members);
    }

    @Override
    public void deathReported(Address peer, String by) {
        listener.deathReported(peer, by);
        reported++;
        record("DEATH_REPORTED", peer, "by", by);
        emit("DEATH_REPORTED", "peer", peer, "by", by);
    }

    @Override
    public void deathRefuted(PeerId peer) {
        listener.deathRefuted(peer);
        refuted++;
        record("DEATH_REFUTED", peer.address(), "incarnation", peer.incarnation());
        emit("DEATH_REFUTED", "peer", peer.address());
    }

    @Override
    public void probed(PeerId peer, String result) {
        listener.probed(peer, result);
        record("PEER_PROBED", peer.address(), "result", result);
        emit("PEER_PROBED", "peer", peer.address(), "result", result);
    }

    @Override
    public void removed(PeerId peer, String name, Reason reason, int members) {
        listener.removed(peer, name, reason, members);
        removedDead += reason == Reason.DEAD ? 1 : 0;
        record("PEER_REMOVED", peer.address(), name, "reason", reason);
        emit("PEER_REMOVED", "peer", peer.address(), "reason", reason, "members", members,
                "incarnation", peer.incarnation());
    }

    @Override
    public void named(Address peer, String name) {
        listener.named(peer, name);
    }

    @Override
    public void badInput(String from, String reason) {
        listener.badInput(from, reason);
        badInput++;
        emit("BAD_INPUT", "from", from, "reason", reason);
    }
}
