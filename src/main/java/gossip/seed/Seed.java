package gossip.seed;

import gossip.node.Environment;
import gossip.node.Link;
import gossip.node.LinkHandler;
import gossip.node.Node;
import gossip.node.PendingLinks;
import gossip.node.SeedListener;
import gossip.protocol.Address;
import gossip.protocol.Codec;
import gossip.protocol.Message;
import gossip.protocol.Message.Alive;
import gossip.protocol.Message.Buried;
import gossip.protocol.Message.Dead;
import gossip.protocol.Message.Leave;
import gossip.protocol.Message.Member;
import gossip.protocol.Message.MemberList;
import gossip.protocol.Message.Members;
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

/** The seed's whole behaviour: one visitor's question after the other, and leases that run out in between. */
public final class Seed implements Node, PendingLinks.Host {

    private static final int MAX_PENDING = 1024;
    private static final Duration PENDING_TIMEOUT = Duration.ofSeconds(10);
    /** A person's list is not cut, but it is not endless either. */
    private static final int MAX_LISTED = 10_000;
    /** No clock is that wrong, and a peer that was reborn is ahead of its clock by little. */
    private static final Duration MAX_AHEAD = Duration.ofDays(1);

    private final Address self;
    private final Environment environment;
    private final SeedListener listener;
    private final Membership membership = new Membership();
    private final Probes probes;
    private final PendingLinks pendingLinks;
    private boolean sweepScheduled;

    public Seed(Address self, Environment environment, SeedListener listener) {
        this.self = self;
        this.environment = environment;
        this.listener = listener;
        this.probes = new Probes(environment);
        this.pendingLinks = new PendingLinks(environment, MAX_PENDING, PENDING_TIMEOUT, this);
    }

    @Override
    public void start() {
        listener.started();
    }

    @Override
    public LinkHandler accepted(Link link) {
        return pendingLinks.add(link);
    }

    @Override
    public void rejected(String from, String reason) {
        listener.badInput(from, reason);
    }

    @Override
    public void answer(Link link, Message message) {
        switch (message) {
            case Register register -> register(link, register);
            case Dead report -> report(link, report);
            case Leave leave -> leave(link, leave);
            case Members members -> sendList(link, MAX_LISTED, Optional.empty());
            case Status status -> link.send(new State(state()));
            case Rejected rejected -> pendingLinks.close(link);
            default -> pendingLinks.reject(link, Codec.verb(message) + " is not for a seed");
        }
        if (!(message instanceof Dead)) {
            pendingLinks.keepBriefly(link);
        }
    }

    /** The list is taken before the newcomer is added: of two that come at once, the later one hears of the earlier. */
    private void register(Link link, Register register) {
        PeerId peer = register.peer();
        if (isTooFarAhead(peer)) {
            pendingLinks.reject(link, "incarnation " + peer.incarnation() + " is more than " + MAX_AHEAD.toHours()
                    + " h ahead of this seed's clock, which says " + environment.currentTime().toEpochMilli());
            return;
        }
        OptionalLong obstacle = membership.blockingIncarnation(peer);
        if (obstacle.isPresent()) {
            link.send(new Buried(new PeerId(peer.address(), obstacle.getAsLong())));
            return;
        }
        Optional<PeerId> listed = membership.find(peer.address());
        int sent = sendList(link, register.most(), Optional.of(peer.address()));
        listed.filter(peer::succeeds).ifPresent(earlier -> remove(earlier, SeedListener.Reason.DEAD));
        membership.addOrRenew(peer, register.degree(), environment.nanoTime(), register.lease());
        scheduleSweep();
        if (!listed.equals(Optional.of(peer))) {
            listener.registered(peer, membership.size());
            listener.listSent(peer, sent);
        }
    }

    /** Anybody may register anybody. Once such a life is buried here, the peer could hardly rise above it. */
    private boolean isTooFarAhead(PeerId peer) {
        return peer.incarnation() > environment.currentTime().plus(MAX_AHEAD).toEpochMilli();
    }

    private int sendList(Link link, int most, Optional<Address> asker) {
        List<Member> members = membership.list(Math.min(most, MAX_LISTED), asker, environment.random());
        link.send(new MemberList(membership.size(), members.size()));
        members.forEach(link::send);
        return members.size();
    }

    private void report(Link link, Dead report) {
        listener.deathReported(report.peer(), report.reporter().map(Address::toString).orElse(link.remote()));
        Optional<PeerId> listed = membership.find(report.peer());
        boolean meant = listed.isPresent()
                && report.incarnation().map(incarnation -> incarnation >= listed.get().incarnation()).orElse(true);
        if (!meant) {
            link.send(new Removed(report.peer()));
            pendingLinks.keepBriefly(link);
            return;
        }
        pendingLinks.pauseTimeout(link);
        probes.probe(listed.get(), membership.lease(report.peer()), verdict -> {
            link.send(conclude(listed.get(), verdict));
            pendingLinks.keepBriefly(link);
        });
    }

    private Message conclude(PeerId accused, Probes.Verdict verdict) {
        if (verdict == Probes.Verdict.ALIVE) {
            listener.deathRefuted(accused);
            return new Alive(accused);
        }
        if (membership.find(accused.address()).equals(Optional.of(accused))) {
            remove(accused, SeedListener.Reason.DEAD);
        }
        return new Removed(accused.address());
    }

    private void leave(Link link, Leave leave) {
        if (membership.find(leave.peer().address()).equals(Optional.of(leave.peer()))) {
            remove(leave.peer(), SeedListener.Reason.LEFT);
        }
        link.send(new Removed(leave.peer().address()));
    }

    private void remove(PeerId peer, SeedListener.Reason reason) {
        membership.remove(peer);
        listener.removed(peer, reason, membership.size());
    }

    /** One timer for all leases: set for the first that ends, and set again from there. */
    private void scheduleSweep() {
        if (!sweepScheduled) {
            membership.untilNextExpiry(environment.nanoTime()).ifPresent(delay -> {
                sweepScheduled = true;
                environment.schedule(Duration.ofNanos(Math.max(0, delay)), this::sweep);
            });
        }
    }

    private void sweep() {
        sweepScheduled = false;
        membership.expired(environment.nanoTime()).forEach(peer -> remove(peer, SeedListener.Reason.EXPIRED));
        scheduleSweep();
    }

    public int members() {
        return membership.size();
    }

    private Utf8String state() {
        return Utf8String.of("role=seed address=" + self + " members=" + membership.size() + " visitors=" + pendingLinks.size());
    }
}
