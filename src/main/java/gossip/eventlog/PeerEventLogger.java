package gossip.eventlog;

import gossip.node.PeerListener;
import gossip.protocol.Address;
import gossip.protocol.Message.Gossip;
import gossip.protocol.Origin;
import gossip.protocol.PeerId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A listener that logs each event of a peer. */
record PeerEventLogger(NodeLogger logger, BadInputLimit badInputs) implements PeerListener {

    private static final DateTimeFormatter REPORT_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss.SSS", Locale.ROOT);

    @Override
    public void started(String name) {
        logger.log("PEER_STARTED", "name", name);
    }

    @Override
    public void registered(Address seed) {
        logger.log("REGISTERED", "seed", seed);
    }

    @Override
    public void seedUnreachable(Address seed, String reason) {
        logger.log("SEED_UNREACHABLE", "seed", seed, "reason", reason);
    }

    @Override
    public void waitingForSeed(Duration pause) {
        logger.log("WAITING_FOR_SEED", "retry", pause.toMillis() + "ms",
                "hint", "no seed answers; start one, or see the seeds in config.txt");
    }

    @Override
    public void listReceived(Address seed, int members) {
        logger.log("PEER_LIST_RECEIVED", "seed", seed, "members", members);
    }

    @Override
    public void memberUnreachable(Address peer, String reason) {
        logger.log("MEMBER_UNREACHABLE", "peer", peer, "reason", reason);
    }

    @Override
    public void joined(int neighbors) {
        logger.log("JOINED", "neighbors", neighbors);
    }

    @Override
    public void rejoined(PeerId self) {
        logger.log("REBORN", "incarnation", self.incarnation());
    }

    @Override
    public void neighborConnected(Address peer, boolean dialed, int degree) {
        logger.log("NEIGHBOR_CONNECTED", "peer", peer, "direction", dialed ? "out" : "in", "degree", degree);
    }

    @Override
    public void linkRefused(Address peer, String reason) {
        logger.log("LINK_REFUSED", "peer", peer, "reason", reason);
    }

    @Override
    public void neighborDisconnected(Address peer, String reason, int degree) {
        logger.log("NEIGHBOR_DISCONNECTED", "peer", peer, "reason", reason, "degree", degree);
    }

    @Override
    public void generated(Gossip gossip) {
        logger.log("GOSSIP_GENERATED", "id", gossip.id(), "message", gossip.text());
    }

    @Override
    public void received(Gossip gossip, Address from) {
        logger.log("GOSSIP_RECEIVED", "id", gossip.id(), "from", from, "hops", gossip.hops(), "message", gossip.text());
    }

    @Override
    public void forwarded(Gossip gossip, int to) {
        logger.log("GOSSIP_FORWARDED", "id", gossip.id(), "to", to);
    }

    @Override
    public void supplied(Address peer, int messages) {
        logger.log("GOSSIP_SUPPLIED", "peer", peer, "messages", messages);
    }

    @Override
    public void gap(Origin origin, long from, long to) {
        logger.log("GAP", "origin", origin, "from", from, "to", to);
    }

    @Override
    public void retentionCut(int messages) {
        logger.log("RETENTION_CUT", "retained", messages, "hint", "the limit in bytes is lower than the other limits");
    }

    @Override
    public void pingSent(Address peer) {
        badInputs.logCounted();
        logger.log("PING_SENT", "peer", peer);
    }

    @Override
    public void pingReplyReceived(Address peer, Duration roundTrip) {
        logger.log("PING_REPLY_RECEIVED", "peer", peer, "rtt", millis(roundTrip));
    }

    private static String millis(Duration time) {
        return BigDecimal.valueOf(time.toNanos(), 6).setScale(3, RoundingMode.HALF_UP).toPlainString() + "ms";
    }

    @Override
    public void pingMissed(Address peer, int misses) {
        logger.log("PING_MISSED", "peer", peer, "misses", misses);
    }

    @Override
    public void neighborDead(PeerId peer) {
        logger.log("NEIGHBOR_DEAD", "peer", peer.address(), "incarnation", peer.incarnation());
    }

    /** Adds the form of the specification: {@code Dead Node:<ip>:<port>:<timestamp>:<own ip>}. */
    @Override
    public void deathReported(Address seed, PeerId peer) {
        String report = "Dead Node:" + peer.address() + ":" + REPORT_TIME.format(LocalDateTime.now())
                + ":" + logger.self().host();
        logger.log("DEATH_REPORTED", "seed", seed, "peer", peer.address(), "report", report);
    }

    @Override
    public void deathRefuted(Address seed, PeerId peer) {
        logger.log("DEATH_REFUTED", "seed", seed, "peer", peer.address());
    }

    @Override
    public void badInput(String from, String reason) {
        badInputs.badInput(from, reason);
    }

    @Override
    public void stopped(String reason) {
        badInputs.logCountedNow();
        logger.log("PEER_STOPPED", "reason", reason);
    }
}
