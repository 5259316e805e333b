package gossip.peer;

import gossip.node.Link;
import gossip.node.LinkHandler;
import gossip.node.Node;
import gossip.node.Surroundings;
import gossip.peer.Overlay.Loss;
import gossip.protocol.Address;
import gossip.protocol.Codec;
import gossip.protocol.Message;
import gossip.protocol.Message.Bye;
import gossip.protocol.Message.Digest;
import gossip.protocol.Message.Floor;
import gossip.protocol.Message.Gossip;
import gossip.protocol.Message.Graft;
import gossip.protocol.Message.Hello;
import gossip.protocol.Message.Leave;
import gossip.protocol.Message.Ping;
import gossip.protocol.Message.PingReply;
import gossip.protocol.Message.Prune;
import gossip.protocol.Message.Rejected;
import gossip.protocol.Message.Shed;
import gossip.protocol.Message.State;
import gossip.protocol.Message.Status;
import gossip.protocol.Message.Surplus;
import gossip.protocol.Message.Watermark;
import gossip.protocol.Message.Watermarks;
import gossip.protocol.MessageId;
import gossip.protocol.PeerId;
import gossip.protocol.Text;
import java.util.List;

/** The peer's whole behaviour: ties the parts together, and answers on every link what is not one part's own matter. */
public final class Peer implements Node, Overlay.Watcher, Liveness.Findings {

    private final Self self;
    private final PeerSettings settings;
    private final PeerEvents events;
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
    /** The number of that heartbeat. */
    private long renewedAt;

    public Peer(Address address, PeerSettings settings, Surroundings surroundings, PeerEvents events) {
        this.self = new Self(address, surroundings.wallClock());
        this.settings = settings;
        this.events = events;
        overlay = new Overlay(self, settings, surroundings, events, this);
        pruning = new Pruning(settings.dissemination());
        broadcast = new Broadcast(self, overlay, history, pruning, events);
        antiEntropy = new AntiEntropy(self, history, pruning, events);
        Replacement replacement = new Replacement(settings.links(), surroundings.random());
        shedding = new Shedding(settings, surroundings, overlay, history, replacement);
        liveness = new Liveness(settings, surroundings, events, overlay, history, shedding, this);
        audit = new PartitionAudit(surroundings, overlay, history, shedding);
        reports = new Reports(self, settings.seeds(), surroundings, events, audit::estrange);
        seeds = new SeedClient(self, settings, surroundings, events, overlay::degree, this::tellNewLife);
        generator = new Generator(self, settings, surroundings, broadcast);
        growth = new Growth(settings, surroundings, events, overlay, seeds, audit, replacement, shedding);
        reception = new Reception(self, surroundings, overlay, events, this::reply, this::status);
        heartbeat = new Heartbeat(settings.pingInterval(), surroundings, this::beat);
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

    private PingReply reply(Ping ping) {
        return new PingReply(ping.token(), self.id(), overlay.degree(), broadcast.published(), history.digest());
    }

    // ---- neighbors

    @Override
    public void received(Neighbor from, Message message) {
        liveness.heard(from);
        switch (message) {
            case Gossip gossip when gossip.id().origin().equals(self.id())
                    && gossip.id().sequence() >= broadcast.published() ->
                malformed(from, "GOSSIP " + gossip.id() + " bears my name and is not mine");
            case Gossip gossip -> broadcast.received(from, gossip);
            case Ping ping -> {
                from.link().send(reply(ping));
                antiEntropy.heartbeatDigest(from, ping.digest());
            }
            case PingReply reply -> {
                from.replied(reply.degree(), reply.digest() == history.digest());
                liveness.replied(from, reply);
            }
            case Digest digest -> antiEntropy.digest(from, digest);
            case Watermarks header -> antiEntropy.watermarks(from, header);
            case Watermark watermark when antiEntropy.watermark(from, watermark) -> { }
            case Floor floor when antiEntropy.floor(from, floor) -> { }
            case Prune prune -> from.spare(prune.origin());
            case Graft graft -> {
                graft.origin().ifPresentOrElse(from::push, from::pushEverything);
                // What it was spared meanwhile it may lack.
                antiEntropy.compare(from);
            }
            case Hello hello when hello.peer().succeeds(from.id()) -> {
                from.rose(hello.peer());
                liveness.rose(hello.peer());
            }
            case Leave leave -> overlay.unlink(from, Loss.PARTED, "left");
            case Surplus surplus -> shedding.mended(from);
            case Shed question -> shedding.askedBy(from);
            case Bye bye when !from.dialled() && bye.reason().equals(Overlay.FULL) ->
                overlay.unlink(from, Loss.DECLINED, bye.reason());
            case Bye bye -> overlay.unlink(from, shedding.parted(from), bye.reason());
            case Rejected rejected -> overlay.unlink(from, Loss.BROKEN, "rejected: " + rejected.reason());
            case Status status -> from.link().send(new State(Text.of(status())));
            default -> malformed(from, Codec.verb(message) + " is not for a neighbor");
        }
    }

    @Override
    public boolean repeated(Neighbor from, MessageId id) {
        liveness.heard(from);
        return broadcast.repeated(from, id);
    }

    @Override
    public void malformed(Neighbor from, String reason) {
        events.badInput(from.link().remote(), reason);
        from.link().send(new Rejected(reason));
        overlay.unlink(from, Loss.BROKEN, "bad input");
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
