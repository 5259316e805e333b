package gossip.eventlog;

import gossip.node.SeedListener;
import gossip.protocol.Address;
import gossip.protocol.PeerId;

/** A listener that logs each event of a seed. */
record SeedEventLogger(NodeLogger logger, BadInputLimit badInputs) implements SeedListener {

    @Override
    public void started() {
        logger.log("SEED_STARTED");
    }

    @Override
    public void registered(PeerId peer, int members) {
        logger.log("PEER_REGISTERED", "peer", peer.address(), "members", members, "incarnation", peer.incarnation());
    }

    @Override
    public void listSent(PeerId peer, int members) {
        badInputs.logCounted();
        logger.log("PEER_LIST_SENT", "peer", peer.address(), "members", members);
    }

    @Override
    public void deathReported(Address peer, String by) {
        logger.log("DEATH_REPORTED", "peer", peer, "by", by);
    }

    @Override
    public void deathRefuted(PeerId peer) {
        logger.log("DEATH_REFUTED", "peer", peer.address());
    }

    @Override
    public void removed(PeerId peer, Reason reason, int members) {
        logger.log("PEER_REMOVED", "peer", peer.address(), "reason", reason,
                "members", members, "incarnation", peer.incarnation());
    }

    @Override
    public void badInput(String from, String reason) {
        badInputs.badInput(from, reason);
    }

    @Override
    public void stopped(String reason) {
        badInputs.logCountedNow();
        logger.log("SEED_STOPPED", "reason", reason);
    }
}
