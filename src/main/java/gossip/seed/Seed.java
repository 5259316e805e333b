package gossip.seed;

import gossip.node.Control;
import gossip.node.Environment;
import gossip.node.Journal;
import gossip.node.JournalEntry;
import gossip.node.Link;
import gossip.node.LinkHandler;
import gossip.node.LinkIdentity;
import gossip.node.Node;
import gossip.node.PendingLinks;
import gossip.node.SeedListener;
import gossip.protocol.Address;
import gossip.protocol.Codec;
import gossip.protocol.Identity;
import gossip.protocol.Message;
import gossip.protocol.Message.Buried;
import gossip.protocol.Message.Dead;
import gossip.protocol.Message.Leave;
import gossip.protocol.Message.Members;
import gossip.protocol.Message.Query;
import gossip.protocol.Message.Register;
import gossip.protocol.Message.Rejected;
import gossip.protocol.Message.Removed;
import gossip.protocol.Message.State;
import gossip.protocol.Message.Status;
import gossip.protocol.PeerId;
import gossip.protocol.Utf8String;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A seed node. Answers requests one at a time and removes peers whose lease has expired. */
public final class Seed implements Node, PendingLinks.Host {

    /** The default of the largest number of members. An entry takes some hundred bytes. */
    public static final int MAX_MEMBERS = 100_000;
    private static final int MIN_PENDING = 1024;
    /** More members renew their leases at a time, so a seed may have a pending link for each of so many members. */
    private static final int MEMBERS_PER_PENDING = 50;
    /** With more members, a link is closed after its request. An open one with TLS takes 16 kB at each end. */
    private static final int MAX_OPEN_LINKS = 256;
    private static final Duration PENDING_TIMEOUT = Duration.ofSeconds(10);

    private final Address self;
    private final String network;
    private final Environment environment;
    private final SeedEventTap listener;
    private final SeedJournal journal;
    private final Membership membership;
    private final ListReplies lists;
    private final int maxMembers;
    private final Probes probes;
    private final Removals removals;
    private final DuplicateAddresses duplicateAddresses;
    private final ReachProbes reachProbes;
    private final PendingLinks pendingLinks;
    private final StoredReplies replies;
    private final SeedQueries queries;
    private final LeaseSweep leaseSweep;

    /** Creates a seed of the default network. */
    public Seed(Address self, Environment environment, SeedListener listener) {
        this(self, Identity.DEFAULT_NETWORK, environment, listener, Control.LOCAL);
    }

    /**
     * @param network name of the network; peers of another network are refused
     * @param control who may watch this seed
     */
    public Seed(Address self, String network, Environment environment, SeedListener listener, Control control) {
        this(self, network, MAX_MEMBERS, environment, Journal.NONE, listener, control);
    }

    /**
     * @param maxMembers the largest number of members, 1 or more
     * @param stored where the seed stores what it must remember
     */
    public Seed(Address self, String network, int maxMembers, Environment environment, Journal stored,
            SeedListener outer, Control control) {
        this.maxMembers = maxMembers;
        this.self = self;
        this.network = network;
        this.environment = environment;
        this.listener = new SeedEventTap(outer, environment);
        this.journal = new SeedJournal(environment, stored, network);
        this.membership = new Membership(journal);
        this.lists = new ListReplies(membership, environment.random());
        this.probes = new Probes(environment);
        this.removals = new Removals(membership, probes,
                new CutOffCheck(self, membership, probes, environment.random()), listener);
        this.duplicateAddresses = new DuplicateAddresses(probes, removals);
        this.leaseSweep = new LeaseSweep(environment, membership, removals, listener);
        this.reachProbes = new ReachProbes(membership, probes, maxMembers);
        this.pendingLinks = new PendingLinks(environment,
                () -> Math.max(MIN_PENDING, membership.size() / MEMBERS_PER_PENDING), PENDING_TIMEOUT, this);
        this.replies = new StoredReplies(stored, pendingLinks);
        this.queries = new SeedQueries(environment, stored, listener, control, pendingLinks);
    }

    @Override
    public void start() {
        listener.started();
        journal.recover(membership);
        leaseSweep.schedule();
    }

    @Override
    public List<JournalEntry> snapshot() {
        return journal.snapshot(membership);
    }

    @Override
    public LinkHandler accepted(Link link) {
        ConnectionAddress connectionAddress = new ConnectionAddress();
        RequestPace pace = new RequestPace(environment::nanoTime);
        return pendingLinks.add(link, message -> connectionAddress.apply(message).or(() -> pace.apply(message)));
    }

    @Override
    public void rejected(String from, String reason) {
        listener.badInput(from, reason);
    }

    @Override
    public void refused(String from, String reason) {
        rejected(from, reason);
    }

    @Override
    public void answer(Link link, Message message) {
        switch (message) {
            case Register register -> register(link, register);
            case Dead report -> report(link, report);
            case Leave leave -> leave(link, leave.peer());
            case Members request -> {
                request.address().ifPresentOrElse(
                        address -> lists.sendOne(link, address), () -> lists.sendMost(link, request.most()));
                pendingLinks.keepBriefly(link);
            }
            case Status request -> replies.sendNow(link, new State(Utf8String.of(status())));
            case Query query -> queries.answer(link, query);
            case Rejected rejected -> pendingLinks.close(link);
            default -> pendingLinks.reject(link, Codec.verb(message) + " is not for a seed");
        }
    }

    /** Registers a peer. If another incarnation of its address is listed, a probe decides between them. */
    private void register(Link link, Register register) {
        PeerId peer = register.peer();
        Optional<String> refusal = register.identity().refusal(network);
        if (refusal.isPresent()) {
            pendingLinks.reject(link, refusal.get());
            return;
        }
        Optional<PeerId> listed = membership.find(peer.address());
        // If a client registered the address of a peer with an incarnation of the future, its tombstone would keep the
        // peer out. The renewal of a listed one is not checked, because the clock of the seed may have been set back.
        Optional<String> tooFarAhead = listed.equals(Optional.of(peer))
                ? Optional.empty() : register.identity().tooFarAhead(environment.currentTime());
        if (tooFarAhead.isPresent()) {
            pendingLinks.reject(link, tooFarAhead.get());
            return;
        }
        if (listed.isPresent() && !listed.get().equals(peer)) {
            pendingLinks.pauseTimeout(link);
            duplicateAddresses.decide(peer, listed.get(), reason -> reason.ifPresentOrElse(
                    text -> replies.send(link, new Rejected(text)), () -> list(link, register)));
        } else {
            list(link, register);
        }
    }

    /** Sends the other members and lists the peer, in one call. So of two concurrent joiners one finds the other. */
    private void list(Link link, Register register) {
        PeerId peer = register.peer();
        OptionalLong blocking = membership.blockingIncarnation(peer);
        if (blocking.isPresent()) {
            replies.send(link, new Buried(new PeerId(peer.address(), blocking.getAsLong())));
            return;
        }
        if (!membership.isListed(peer) && !evictUnreached()) {
            replies.send(link, new Rejected("this seed has " + maxMembers + " members and reached all of them"));
            return;
        }
        List<Message> others = lists.others(peer.address(), register.most());
        boolean isNew = !membership.isListed(peer);
        membership.addOrRenew(register, environment.nanoTime());
        leaseSweep.begun(register.lease());
        replies.send(link, others, openTime(link, register));
        if (isNew) {
            listener.named(peer.address(), register.identity().name());
            listener.registered(peer, membership.size());
            listener.listSent(peer, others.size() - 1);
            reachProbes.start();
        }
    }

    /** Returns how long a link stays open after a registration. A renewal on it saves the handshake of TLS. */
    private Duration openTime(Link link, Register register) {
        boolean isSecure = link.identity() instanceof LinkIdentity.Certified;
        return isSecure && membership.size() <= MAX_OPEN_LINKS ? register.lease().dividedBy(2) : PendingLinks.LINGER;
    }

    /** Removes the oldest member that was never reached if no other can be listed. Returns false if there is none. */
    private boolean evictUnreached() {
        return membership.size() < maxMembers || removals.removeUnreached();
    }

    private void report(Link link, Dead report) {
        listener.deathReported(report.peer(), report.reporter().map(Address::toString).orElse(link.remote()));
        Optional<PeerId> listed = membership.find(report.peer());
        boolean isListed = listed.isPresent()
                && report.incarnation().map(incarnation -> incarnation >= listed.get().incarnation()).orElse(true);
        if (isListed) {
            pendingLinks.pauseTimeout(link);
            removals.report(listed.get(), reply -> replies.send(link, reply));
        } else {
            replies.send(link, new Removed(report.peer()));
        }
    }

    private void leave(Link link, PeerId peer) {
        Optional<PeerId> listed = membership.find(peer.address());
        if (listed.isPresent() && peer.incarnation() >= listed.get().incarnation()) {
            pendingLinks.pauseTimeout(link);
            removals.leave(listed.get(), reply -> replies.send(link, reply));
        } else {
            replies.send(link, new Removed(peer.address()));
        }
    }

    /** Returns the number of listed peers. */
    public int members() {
        return membership.size();
    }

    /** Returns the answer to STATUS. */
    public String status() {
        return "role=seed address=" + self + " members=" + membership.size()
                + " visitors=" + pendingLinks.size() + " network=" + network + " " + probes.status()
                + " " + queries.status();
    }
}
