package gossip.eventlog;

import gossip.node.SeedListener;
import gossip.protocol.Address;
import gossip.protocol.PeerId;

/** Puts a seed's events into words. */
record SeedEventLogger(NodeLogger logger) implements SeedListener {

    @Override
    public void started() {
        logger.event("SEED_STARTED").log();
    }

    @Override
    public void registered(PeerId peer, int members) {
        logger.event("PEER_REGISTERED").addKeyValue("peer", peer.address())
                .addKeyValue("members", members).addKeyValue("incarnation", peer.incarnation()).log();
    }

    @Override
    public void listSent(PeerId peer, int members) {
        logger.event("PEER_LIST_SENT").addKeyValue("peer", peer.address()).addKeyValue("members", members).log();
    }

    @Override
    public void deathReported(Address peer, String by) {
        logger.event("DEATH_REPORTED").addKeyValue("peer", peer).addKeyValue("by", by).log();
    }

    @Override
    public void deathRefuted(PeerId peer) {
        logger.event("DEATH_REFUTED").addKeyValue("peer", peer.address()).log();
    }

    @Override
    public void removed(PeerId peer, Reason reason, int members) {
        logger.event("PEER_REMOVED").addKeyValue("peer", peer.address()).addKeyValue("reason", reason)
                .addKeyValue("members", members).addKeyValue("incarnation", peer.incarnation()).log();
    }

    @Override
    public void badInput(String from, String reason) {
        logger.event("BAD_INPUT").addKeyValue("from", from).addKeyValue("reason", reason).log();
    }

    @Override
    public void stopped(String reason) {
        logger.event("SEED_STOPPED").addKeyValue("reason", reason).log();
    }
}
