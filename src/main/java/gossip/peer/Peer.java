package gossip.peer;

import gossip.node.Environment;
import gossip.node.Journal;
import gossip.node.JournalEntry;
import gossip.node.Link;
import gossip.node.LinkHandler;
import gossip.node.Node;
import gossip.node.PeerListener;
import gossip.peer.broadcast.Broadcast;
import gossip.peer.broadcast.MessageHistory;
import gossip.peer.failure.DeathReports;
import gossip.peer.failure.FailureDetector;
import gossip.peer.overlay.DisconnectCause;
import gossip.peer.overlay.LocalPeer;
import gossip.peer.overlay.Neighbor;
import gossip.peer.overlay.Overlay;
import gossip.peer.overlay.OverlayListener;
import gossip.peer.overlay.TaskBudget;
import gossip.peer.registration.SeedClient;
import gossip.peer.storage.PeerJournal;
import gossip.peer.storage.Recovered;
import gossip.peer.topology.FormerNeighbors;
import gossip.peer.topology.LinkShedding;
import gossip.peer.topology.LostLinks;
import gossip.peer.topology.OverlayMaintenance;
import gossip.peer.topology.PartitionDetector;
import gossip.peer.topology.RepairPolicy;
import gossip.protocol.Address;
import gossip.protocol.MessageId;
import gossip.protocol.Origin;
import gossip.protocol.PeerId;
import java.util.List;

/**
 * A peer. It creates the parts, connects them and notifies each of the results of the others.
 *
 * <p>Not thread-safe: call it only from within a call into the node.
 */
public final class Peer implements Node, OverlayListener, FailureDetector.Listener {

    private final LocalPeer self;
    private final PeerJournal journal;
    private final PeerConfig config;
    private final PeerEventTap listener;
    private final QueryHandler queries;
    private final InboundHandler inboundHandler;
    private final Overlay overlay;
    private final PeerMessages messages;
    private final MessageHistory history;
    private final LinkShedding shedding;
    private final FailureDetector failureDetector;
    private final DeathReports deathReports;
    private final SeedClient seeds;
    private final PartitionDetector partitionDetector;
    private final FormerNeighbors formerNeighbors;
    private final OverlayMaintenance maintenance;
    private final MessageGenerator generator;
    private final LostLinks lostLinks;
    private final PeriodicWork periodicWork;
    private final Heartbeat heartbeat;
    private final NeighborHandler neighborHandler;
    private final PeerStatus status;

    /** Creates a peer that stores nothing. */
    public Peer(Address address, PeerConfig config, Environment environment, PeerListener outer) {
        this(address, config, environment, Journal.NONE, outer);
    }

    /** @param stored where this peer stores its records */
    public Peer(Address address, PeerConfig config, Environment environment, Journal stored, PeerListener outer) {
        Recovered recovered = Recovered.read(stored, config.network(), environment.currentTime());
        journal = new PeerJournal(environment, stored, recovered);
        this.self = new LocalPeer(address, recovered.start(), config.network(), config.name(),
                config.signatures().isPresent());
        this.config = config;
        this.listener = new PeerEventTap(outer, environment, config.pingMisses());
        TaskBudget budget = new TaskBudget(config.pingInterval(), environment.certificateExpiry().isPresent());
        overlay = new Overlay(self, config.maxDegree(), environment, listener, this);
        messages = PeerMessages.create(self, config, environment, overlay, journal, recovered.messages(),
                this::isKnown, listener, budget);
        history = messages.history();
        Broadcast broadcast = messages.broadcast();
        RepairPolicy repair = new RepairPolicy(config.links(), environment.random());
        shedding = new LinkShedding(config.links(), config.pingInterval(), environment, overlay, history, repair);
        failureDetector = new FailureDetector(config.pingInterval(), config.pingMisses(), environment, listener,
                overlay, history, shedding, budget, this);
        partitionDetector =
                new PartitionDetector(environment, overlay, history, shedding, journal, budget, recovered.members());
        formerNeighbors = new FormerNeighbors(environment, overlay, shedding, budget);
        deathReports = new DeathReports(self, config.seeds(), environment, listener, budget, formerNeighbors::reached);
        seeds = new SeedClient(self, config.seeds(), config.registrations(), config.lease(), environment, listener,
                overlay::degree, broadcast::next, this::rejoined);
        generator = new MessageGenerator(self, config, environment, broadcast, overlay::isLeaving);
        maintenance = new OverlayMaintenance(config.links(), config.pingInterval(), environment, listener, overlay,
                seeds, partitionDetector, formerNeighbors, shedding, budget);
        lostLinks = new LostLinks(config.links(), config.pingInterval(), environment, overlay, maintenance, repair,
                budget, partitionDetector);
        neighborHandler = new NeighborHandler(
                self, environment, overlay, history, broadcast, messages.treeRequests(), messages.antiEntropy(),
                shedding, failureDetector, this::status);
        queries = new QueryHandler(
                self, environment, overlay, history, listener, journal, config.control(), this::publish);
        inboundHandler =
                new InboundHandler(self, environment, overlay, listener, neighborHandler::reply, this::status, queries);
        status = new PeerStatus(self, config, overlay, seeds, history, broadcast, journal, queries);
        periodicWork = new PeriodicWork(environment, budget, messages, failureDetector, lostLinks,
                deathReports, seeds, maintenance, partitionDetector, formerNeighbors, shedding);
        heartbeat = new Heartbeat(config.pingInterval(), environment, listener, periodicWork);
    }

    @Override
    public void start() {
        listener.started(config.name());
        journal.notice().ifPresent(listener::notice);
        journal.self(self.identity());
        maintenance.whenJoined(generator::start);
        maintenance.reconnect(journal.formerNeighbors());
        heartbeat.start();
    }

    @Override
    public List<JournalEntry> snapshot() {
        return journal.snapshot(self.identity(), messages.records().snapshot());
    }

    private void rejoined() {
        journal.self(self.identity());
        overlay.announceIncarnation();
    }

    private boolean isKnown(Origin origin) {
        return origin.equals(self.origin()) || partitionDetector.isKnown(origin);
    }

    /**
     * Publishes a message and returns its id. Never waits; {@code Connections.awaitCapacity} waits for the links.
     *
     * @param content put into the format of the specification: {@code [time]:host: Message number [content]}
     * @throws IllegalArgumentException if the message exceeds {@code Codec.MAX_TEXT}, signed {@code MAX_SIGNED_TEXT}
     */
    public MessageId publish(String content) {
        return generator.publish(content);
    }

    /** Runs the task when all messages published before are stored; immediately if nothing is stored. */
    public void whenStored(Runnable task) {
        journal.whenStored(task);
    }

    /** Returns the number of own messages of which no copy was sent to any neighbor. */
    public long unsent() {
        return messages.broadcast().unsent();
    }

    /** Runs the task once, when this peer has joined the overlay for the first time; immediately if it has. */
    public void whenJoined(Runnable task) {
        maintenance.whenJoined(task);
    }

    public PeerId id() {
        return self.id();
    }

    public Origin origin() {
        return self.origin();
    }

    @Override
    public long digest() {
        return history.digest();
    }

    /** Returns the watermark of an origin: all lower sequence numbers are received, or no neighbor has them. */
    public long next(Origin origin) {
        return history.next(origin);
    }

    /** Returns the addresses of the neighbors, in the order in which the links were opened. */
    public List<Address> neighbors() {
        return overlay.neighbors().stream().map(Neighbor::address).toList();
    }

    /** Returns the answer to STATUS: {@code key=value} pairs. */
    public String status() {
        return status.text();
    }

    /** Sends LEAVE to neighbors and seeds. Calls {@code whenDone} once each seed has answered or failed. */
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

    @Override
    public void refused(String from, String reason) {
        listener.badInput(from, reason);
    }

    @Override
    public LinkHandler handler(Neighbor neighbor) {
        return neighborHandler.handler(neighbor);
    }

    @Override
    public void connected(Neighbor neighbor) {
        failureDetector.connected(neighbor);
        messages.connected(neighbor);
        formerNeighbors.connected(neighbor);
        journal.connected(neighbor.identity());
        if (overlay.degree() >= config.links()) { // with fewer links, the next selection of neighbors reports it
            seeds.degreeChanged();
        }
    }

    @Override
    public void disconnected(Neighbor neighbor, DisconnectCause cause) {
        messages.disconnected(neighbor);
        queries.disconnected(neighbor);
        journal.disconnected(neighbor.id(), cause);
        boolean replaced = cause.isLoss() && lostLinks.lost(neighbor.degree());
        failureDetector.disconnected(neighbor, cause, replaced);
        if (cause != DisconnectCause.HALF_OPEN) {
            seeds.degreeChanged();
        }
    }

    @Override
    public void dead(PeerId peer, boolean selfSuspect) {
        overlay.find(peer.address()).ifPresent(neighbor -> overlay.disconnect(neighbor, DisconnectCause.DEAD, "dead"));
        if (selfSuspect) {
            deathReports.hold();
            periodicWork.renew();
        }
        deathReports.report(peer);
        formerNeighbors.add(peer);
    }

    @Override
    public void alive(PeerId peer) {
        deathReports.withdraw(peer);
    }
}
