package gossip.eventlog;

import gossip.node.PeerListener;
import gossip.protocol.Address;
import gossip.protocol.Message.Gossip;
import gossip.protocol.PeerId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Puts a peer's events into words. */
record PeerEventLogger(NodeLogger logger) implements PeerListener {

    private static final DateTimeFormatter REPORT_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss.SSS", Locale.ROOT);

    @Override
    public void started(String name) {
        logger.event("PEER_STARTED").addKeyValue("name", name).log();
    }

    @Override
    public void registered(Address seed) {
        logger.event("REGISTERED").addKeyValue("seed", seed).log();
    }

    @Override
    public void seedUnreachable(Address seed, String reason) {
        logger.event("SEED_UNREACHABLE").addKeyValue("seed", seed).addKeyValue("reason", reason).log();
    }

    @Override
    public void waitingForSeed(Duration pause) {
        logger.event("WAITING_FOR_SEED").addKeyValue("retry", pause.toMillis() + "ms")
                .addKeyValue("hint", "no seed answers; start one, or see the seeds in config.txt").log();
    }

    @Override
    public void listReceived(Address seed, int members) {
        logger.event("PEER_LIST_RECEIVED").addKeyValue("seed", seed).addKeyValue("members", members).log();
    }

    @Override
    public void joined(int neighbors) {
        logger.event("JOINED").addKeyValue("neighbors", neighbors).log();
    }

    @Override
    public void rejoined(PeerId self) {
        logger.event("REBORN").addKeyValue("incarnation", self.incarnation()).log();
    }

    @Override
    public void neighborConnected(Address peer, boolean dialled, int degree) {
        logger.event("NEIGHBOR_CONNECTED").addKeyValue("peer", peer)
                .addKeyValue("direction", dialled ? "out" : "in").addKeyValue("degree", degree).log();
    }

    @Override
    public void neighborDisconnected(Address peer, String reason, int degree) {
        logger.event("NEIGHBOR_DISCONNECTED").addKeyValue("peer", peer)
                .addKeyValue("reason", reason).addKeyValue("degree", degree).log();
    }

    @Override
    public void generated(Gossip gossip) {
        logger.event("GOSSIP_GENERATED").addKeyValue("id", gossip.id()).addKeyValue("message", gossip.text()).log();
    }

    @Override
    public void received(Gossip gossip, Address from) {
        logger.event("GOSSIP_RECEIVED").addKeyValue("id", gossip.id()).addKeyValue("from", from)
                .addKeyValue("hops", gossip.hops()).addKeyValue("message", gossip.text()).log();
    }

    @Override
    public void forwarded(Gossip gossip, int to) {
        logger.event("GOSSIP_FORWARDED").addKeyValue("id", gossip.id()).addKeyValue("to", to).log();
    }

    @Override
    public void supplied(Address peer, int messages) {
        logger.event("GOSSIP_SUPPLIED").addKeyValue("peer", peer).addKeyValue("messages", messages).log();
    }

    @Override
    public void pingSent(Address peer) {
        logger.event("PING_SENT").addKeyValue("peer", peer).log();
    }

    @Override
    public void pingReplyReceived(Address peer, Duration roundTrip) {
        logger.event("PING_REPLY_RECEIVED").addKeyValue("peer", peer)
                .addKeyValue("rtt", millis(roundTrip)).log();
    }

    private static String millis(Duration time) {
        return BigDecimal.valueOf(time.toNanos(), 6).setScale(3, RoundingMode.HALF_UP).toPlainString() + "ms";
    }

    @Override
    public void pingMissed(Address peer, int misses) {
        logger.event("PING_MISSED").addKeyValue("peer", peer).addKeyValue("misses", misses).log();
    }

    @Override
    public void neighborDead(PeerId peer) {
        logger.event("NEIGHBOR_DEAD").addKeyValue("peer", peer.address())
                .addKeyValue("incarnation", peer.incarnation()).log();
    }

    /** With the document's form of a report: {@code Dead Node:<ip>:<port>:<timestamp>:<own ip>}. */
    @Override
    public void deathReported(Address seed, PeerId peer) {
        String report = "Dead Node:" + peer.address() + ":" + REPORT_TIME.format(LocalDateTime.now())
                + ":" + logger.self().host();
        logger.event("DEATH_REPORTED").addKeyValue("seed", seed).addKeyValue("peer", peer.address())
                .addKeyValue("report", report).log();
    }

    @Override
    public void deathRefuted(Address seed, PeerId peer) {
        logger.event("DEATH_REFUTED").addKeyValue("seed", seed).addKeyValue("peer", peer.address()).log();
    }

    @Override
    public void badInput(String from, String reason) {
        logger.event("BAD_INPUT").addKeyValue("from", from).addKeyValue("reason", reason).log();
    }

    @Override
    public void stopped(String reason) {
        logger.event("PEER_STOPPED").addKeyValue("reason", reason).log();
    }
}
