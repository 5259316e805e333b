package gossip.peer;

import gossip.node.Environment;
import gossip.node.Link;
import gossip.node.LinkHandler;
import gossip.node.Node;
import gossip.node.PeerListener;
import gossip.peer.broadcast.AntiEntropy;
import gossip.peer.broadcast.Broadcast;
import gossip.peer.broadcast.BroadcastTrees;
import gossip.peer.broadcast.MessageHistory;
import gossip.peer.failure.DeathReports;
import gossip.peer.failure.FailureDetector;
import gossip.peer.overlay.DisconnectCause;
import gossip.peer.overlay.LocalPeer;
import gossip.peer.overlay.Neighbor;
import gossip.peer.overlay.Overlay;
import gossip.peer.registration.SeedClient;
import gossip.peer.topology.LinkShedding;
import gossip.peer.topology.OverlayMaintenance;
import gossip.peer.topology.PartitionDetector;
import gossip.peer.topology.RepairPolicy;
import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.Message.Hello;
import gossip.protocol.MessageId;
import gossip.protocol.PeerId;
import java.util.List;

/** The peer's whole behaviour: ties the parts together, and tells each what the others have found. */
public final class Peer implements Node, Overlay.Listener, FailureDetector.Listener {

    private final LocalPeer self;
    private final PeerConfig config;
    private final PeerListener listener;
    private final InboundHandler inboundHandler;
    private final Overlay overlay;
    private final MessageHistory history = new MessageHistory();
    private final BroadcastTrees trees;
    private final Broadcast broadcast;
    private final AntiEntropy antiEntropy;
    private final LinkShedding shedding;
    private final FailureDetector failureDetector;
    private final DeathReports deathReports;
    private final SeedClient seeds;
    private final PartitionDetector partitionDetector;
    private final OverlayMaintenance maintenance;
    private final MessageGenerator generator;
    private final Heartbeat heartbeat;
    private final NeighborHandler neighborHandler;
    /** The heartbeat of the last renewal. */
    private long renewedAt;

    public Peer(Address address, PeerConfig config, Environment environment, PeerListener listener) {
        this.self = new LocalPeer(address, environment.currentTime());
        this.config = config;
        this.listener = listener;
        overlay = new Overlay(self, config.maxDegree(), environment, listener, this);
        trees = new BroadcastTrees(config.dissemination());
        broadcast = new Broadcast(self, overlay, history, trees, listener);
        antiEntropy = new AntiEntropy(self, history, trees, listener);
        RepairPolicy repairPolicy = new RepairPolicy(config.links(), environment.random());
        shedding = new LinkShedding(config.links(), config.pingInterval(), environment, overlay, history, repairPolicy);
        failureDetector = new FailureDetector(config.pingInterval(), config.pingMisses(), environment, listener, overlay,
                history, shedding, this);
        partitionDetector = new PartitionDetector(environment, overlay, history, shedding);
        deathReports = new DeathReports(self, config.seeds(), environment, listener, partitionDetector::dispute);
        seeds = new SeedClient(self, config.seeds(), config.registrations(), config.lease(), environment, listener,
                overlay::degree, this::announceIncarnation);
        generator = new MessageGenerator(self, config, environment, broadcast);
        maintenance = new OverlayMaintenance(config.links(), config.pingInterval(), environment, listener, overlay,
                seeds, partitionDetector, repairPolicy, shedding);
        neighborHandler = new NeighborHandler(
                self, listener, overlay, history, broadcast, antiEntropy, shedding, failureDetector, this::status);
        inboundHandler = new InboundHandler(self, environment, overlay, listener, neighborHandler::reply, this::status);
        heartbeat = new Heartbeat(config.pingInterval(), environment, this::beat);
    }

    @Override
    public void start() {
        listener.started(config.name());
        maintenance.whenJoined(generator::start);
        maintenance.join();
        heartbeat.start();
    }

    private void beat(boolean late) {
        failureDetector.heartbeat(late);
        deathReports.heartbeat();
        maintenance.heartbeat();
        partitionDetector.heartbeat();
        shedding.heartbeat();
        if (heartbeat.count() % 2 == 0 || seeds.isDegraded()) {
            renew();
        }
    }

    /** At most once a heartbeat: a whole neighborhood may fall silent in one. */
    private void renew() {
        if (renewedAt != heartbeat.count()) {
            renewedAt = heartbeat.count();
            maintenance.renew(deathReports::release);
        }
    }

    /**
     * Gossips a text that the user typed, in the document's form. This never waits: who publishes much, and faster than
     * the links carry it, overflows their queues, which heartbeats later is made up for, as far as messages are retained.
     * To be slowed instead and lose nothing, call {@link gossip.net.SocketHost#awaitCapacity} before.
     *
     * @throws IllegalArgumentException when it is too long for a line of the protocol
     */
    public void publish(String content) {
        generator.publish(content);
    }

    /** Runs the task once this peer has joined the overlay for the first time, perhaps at once. */
    public void whenJoined(Runnable task) {
        maintenance.whenJoined(task);
    }

    public PeerId id() {
        return self.id();
    }

    /** Equal at two peers that have received the same messages. */
    public long digest() {
        return history.digest();
    }

    /** The watermark of an origin: everything below it has been received, or cannot be had any more. */
    public long next(PeerId origin) {
        return history.next(origin);
    }

    public List<Address> neighbors() {
        return overlay.neighbors().stream().map(Neighbor::address).toList();
    }

    /** {@code key=value} pairs, for a person. */
    public String status() {
        return "role=peer name=" + config.name().replaceAll("(?U)[\\s\\p{Cntrl}]", "_") + " address=" + self.address()
                + " incarnation=" + self.id().incarnation() + " degree=" + overlay.degree()
                + " seeds=" + seeds.registrations() + "/" + config.seeds().size()
                + " published=" + broadcast.published() + " received=" + broadcast.receptions()
                + " duplicates=" + broadcast.duplicates() + " retained=" + history.retained()
                + " digest=" + Long.toHexString(history.digest());
    }

    /** Departs cleanly: tells neighbors and seeds; done when the seeds have answered or failed. */
    public void leave(Runnable whenDone) {
        heartbeat.stop();
        maintenance.stop();
        seeds.leave(whenDone);
        overlay.leave();
    }

    @Override
    public LinkHandler accepted(Link link) {
        return inboundHandler.accepted(link);
    }

    // ---- neighbors

    @Override
    public void received(Neighbor from, Message message) {
        neighborHandler.received(from, message);
    }

    @Override
    public boolean duplicate(Neighbor from, MessageId id) {
        return neighborHandler.duplicate(from, id);
    }

    @Override
    public void malformed(Neighbor from, String reason) {
        neighborHandler.malformed(from, reason);
    }

    @Override
    public void drained(Neighbor neighbor) {
        antiEntropy.drained(neighbor);
    }

    @Override
    public void connected(Neighbor neighbor) {
        trees.linksChanged(overlay.neighbors());
        failureDetector.connected(neighbor);
        antiEntropy.compare(neighbor);
        seeds.degreeChanged();
    }

    @Override
    public void disconnected(Neighbor neighbor, DisconnectCause cause) {
        trees.linksChanged(overlay.neighbors());
        seeds.degreeChanged();
        boolean mayBeReplaced = cause == DisconnectCause.CONNECTION_LOST || cause == DisconnectCause.DEAD || cause == DisconnectCause.LEFT;
        boolean replaced = mayBeReplaced && maintenance.lost(neighbor.degree());
        if (cause == DisconnectCause.CONNECTION_LOST) {
            failureDetector.linkBroken(neighbor, replaced);
        } else {
            failureDetector.forget(neighbor);
        }
    }

    // ---- deaths and lives

    @Override
    public void dead(PeerId peer, boolean doubtful) {
        overlay.find(peer.address()).ifPresent(neighbor -> overlay.disconnect(neighbor, DisconnectCause.DEAD, "dead"));
        if (doubtful) {
            deathReports.hold();
            renew();
        }
        deathReports.report(peer);
    }

    @Override
    public void alive(PeerId peer) {
        deathReports.withdraw(peer);
    }

    private void announceIncarnation() {
        overlay.neighbors().forEach(neighbor -> neighbor.link().send(new Hello(self.id())));
    }
}
