package gossip.peer;

import gossip.node.Environment;
import gossip.node.Link;
import gossip.node.LinkHandler;
import gossip.node.Node;
import gossip.node.PeerListener;
import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.Message.Hello;
import gossip.protocol.MessageId;
import gossip.protocol.PeerId;
import java.util.List;

/** The peer's whole behaviour: ties the parts together, and tells each what the others have found. */
public final class Peer implements Node, Overlay.Watcher, Liveness.Findings {

    private final Self self;
    private final PeerSettings settings;
    private final PeerListener events;
    private final Reception reception;
    private final Overlay overlay;
    private final History history = new History();
    private final Pruning pruning;
    private final Broadcast broadcast;
    private final AntiEntropy antiEntropy;
    private final Shedding shedding;
    private final Liveness liveness;
    private final Reports reports;
    private final SeedClient seeds;
    private final PartitionAudit audit;
    private final Growth growth;
    private final Generator generator;
    private final Heartbeat heartbeat;
    private final Conversation conversation;
    /** The heartbeat of the last renewal. */
    private long renewedAt;

    public Peer(Address address, PeerSettings settings, Environment environment, PeerListener events) {
        this.self = new Self(address, environment.wallClock());
        this.settings = settings;
        this.events = events;
        overlay = new Overlay(self, settings, environment, events, this);
        pruning = new Pruning(settings.dissemination());
        broadcast = new Broadcast(self, overlay, history, pruning, events);
        antiEntropy = new AntiEntropy(self, history, pruning, events);
        Replacement replacement = new Replacement(settings.links(), environment.random());
        shedding = new Shedding(settings, environment, overlay, history, replacement);
        liveness = new Liveness(settings, environment, events, overlay, history, shedding, this);
        audit = new PartitionAudit(environment, overlay, history, shedding);
        reports = new Reports(self, settings.seeds(), environment, events, audit::estrange);
        seeds = new SeedClient(self, settings, environment, events, overlay::degree, this::tellNewLife);
        generator = new Generator(self, settings, environment, broadcast);
        growth = new Growth(settings, environment, events, overlay, seeds, audit, replacement, shedding);
        conversation = new Conversation(
                self, events, overlay, history, broadcast, antiEntropy, shedding, liveness, this::status);
        reception = new Reception(self, environment, overlay, events, conversation::reply, this::status);
        heartbeat = new Heartbeat(settings.pingInterval(), environment, this::beat);
    }

    @Override
    public void start() {
        events.started(settings.name());
        growth.whenJoined(generator::start);
        growth.join();
        heartbeat.start();
    }

    private void beat(boolean late) {
        liveness.heartbeat(late);
        reports.heartbeat();
        growth.heartbeat();
        audit.heartbeat();
        shedding.heartbeat();
        if (heartbeat.count() % 2 == 0 || seeds.isDegraded()) {
            renew();
        }
    }

    /** At most once a heartbeat: a whole neighborhood may fall silent in one. */
    private void renew() {
        if (renewedAt != heartbeat.count()) {
            renewedAt = heartbeat.count();
            growth.renew(reports::release);
        }
    }

    /**
     * Gossips a text that the user typed, in the document's form. This never waits: who publishes much, and faster than
     * the links carry it, overflows their queues, which heartbeats later is made up for, as far as messages are retained.
     * To be slowed instead and lose nothing, call {@link gossip.net.SocketHost#awaitRoom} before.
     *
     * @throws IllegalArgumentException when it is too long for a line of the protocol
     */
    public void publish(String content) {
        generator.publish(content);
    }

    /** Runs the task once this peer has joined the overlay for the first time, perhaps at once. */
    public void whenJoined(Runnable task) {
        growth.whenJoined(task);
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
        return "role=peer name=" + settings.name().replaceAll("(?U)[\\s\\p{Cntrl}]", "_") + " address=" + self.address()
                + " incarnation=" + self.id().incarnation() + " degree=" + overlay.degree()
                + " seeds=" + seeds.registrations() + "/" + settings.seeds().size()
                + " published=" + broadcast.published() + " received=" + broadcast.receptions()
                + " duplicates=" + broadcast.duplicates() + " retained=" + history.retained()
                + " digest=" + Long.toHexString(history.digest());
    }

    /** Departs cleanly: tells neighbors and seeds; done when the seeds have answered or failed. */
    public void leave(Runnable whenDone) {
        heartbeat.stop();
        growth.stop();
        seeds.leave(whenDone);
        overlay.depart();
    }

    @Override
    public LinkHandler accepted(Link link) {
        return reception.accepted(link);
    }

    // ---- neighbors

    @Override
    public void received(Neighbor from, Message message) {
        conversation.received(from, message);
    }

    @Override
    public boolean repeated(Neighbor from, MessageId id) {
        return conversation.repeated(from, id);
    }

    @Override
    public void malformed(Neighbor from, String reason) {
        conversation.malformed(from, reason);
    }

    @Override
    public void drained(Neighbor neighbor) {
        antiEntropy.drained(neighbor);
    }

    @Override
    public void linked(Neighbor neighbor) {
        pruning.linksChanged(overlay.neighbors());
        liveness.linked(neighbor);
        antiEntropy.compare(neighbor);
        seeds.degreeChanged();
    }

    @Override
    public void unlinked(Neighbor neighbor, Loss loss) {
        pruning.linksChanged(overlay.neighbors());
        seeds.degreeChanged();
        boolean mayBeReplaced = loss == Loss.BROKEN || loss == Loss.DEAD || loss == Loss.PARTED;
        boolean replaced = mayBeReplaced && growth.lost(neighbor.degree());
        if (loss == Loss.BROKEN) {
            liveness.linkBroken(neighbor, replaced);
        } else {
            liveness.forget(neighbor);
        }
    }

    // ---- deaths and lives

    @Override
    public void dead(PeerId peer, boolean doubtful) {
        overlay.find(peer.address()).ifPresent(neighbor -> overlay.unlink(neighbor, Loss.DEAD, "dead"));
        if (doubtful) {
            reports.hold();
            renew();
        }
        reports.report(peer);
    }

    @Override
    public void alive(PeerId peer) {
        reports.withdraw(peer);
    }

    private void tellNewLife() {
        overlay.neighbors().forEach(neighbor -> neighbor.link().send(new Hello(self.id())));
    }
}
