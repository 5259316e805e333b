package gossip.peer.topology;

import gossip.node.Environment;
import gossip.peer.broadcast.MessageHistory;
import gossip.peer.overlay.OutboundHandshake.Outcome;
import gossip.peer.overlay.Overlay;
import gossip.peer.overlay.PingRequest;
import gossip.peer.registration.SeedClient;
import gossip.protocol.Address;
import gossip.protocol.Message.Member;
import gossip.protocol.Message.Ping;
import gossip.protocol.Message.PingReply;
import gossip.protocol.Origin;
import gossip.protocol.PeerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A detector of partitions of the overlay, and of members that this peer falsely declared dead. It opens an extra link
 * to each.
 *
 * <p>Each heartbeat asks one listed member without a link how many messages it has published. If this peer lacks some
 * of them at the next heartbeat, the messages of that member do not arrive here. A disputed member is one that this
 * peer declared dead and a seed reached. It is dialed at each heartbeat until it replies.
 */
public final class PartitionDetector {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int MAX_DISPUTED = 64;
    private static final int DIALS_PER_HEARTBEAT = 4;

    private record Suspicion(Origin member, long published) {}

    private final Environment environment;
    private final Overlay overlay;
    private final MessageHistory history;
    private final LinkShedding shedding;
    private final Set<Address> disputed = new LinkedHashSet<>();
    private List<Member> knownMembers = List.of();
    private List<Suspicion> suspicions = List.of();

    public PartitionDetector(Environment environment, Overlay overlay, MessageHistory history, LinkShedding shedding) {
        this.environment = environment;
        this.overlay = overlay;
        this.history = history;
        this.shedding = shedding;
    }

    /** Replaces the known members by the first {@value SeedClient#SAMPLE} of a list from the seeds. */
    void setKnownMembers(List<Member> listed) {
        knownMembers = List.copyOf(listed.subList(0, Math.min(listed.size(), SeedClient.SAMPLE)));
        listed.forEach(member -> history.setListed(member.origin()));
        history.setMembers(listed.size());
    }

    /** Returns whether a known member has this origin. */
    public boolean isKnown(Origin origin) {
        return knownMembers.stream().anyMatch(member -> member.origin().equals(origin));
    }

    List<Member> knownMembers() {
        return knownMembers;
    }

    /** Notes that a seed has reached a peer that this peer declared dead. */
    public void dispute(PeerId peer) {
        if (disputed.size() < MAX_DISPUTED) {
            disputed.add(peer.address());
        }
    }

    public void heartbeat() {
        List<Suspicion> due = suspicions;
        suspicions = List.of();
        due.stream().filter(suspicion -> lacks(suspicion.member(), suspicion.published()))
                .map(suspicion -> suspicion.member().address())
                .filter(overlay::canConnect)
                .forEach(address -> shedding.openExtraLink(address, outcome -> { }));
        new ArrayList<>(disputed).stream().limit(DIALS_PER_HEARTBEAT).forEach(this::dialDisputed);
        askKnownMember();
    }

    private boolean lacks(Origin member, long published) {
        return history.accountedFor(member) < published;
    }

    private void dialDisputed(Address address) {
        disputed.remove(address);
        if (overlay.canConnect(address)) {
            shedding.openExtraLink(address, outcome -> {
                if (outcome instanceof Outcome.Unreachable) {
                    disputed.add(address);
                }
            });
        }
    }

    /** A member that does not reply is ignored. Its neighbors detect whether it is dead. */
    private void askKnownMember() {
        List<Member> unlinked = knownMembers.stream()
                .filter(member -> overlay.canConnect(member.peer().address()))
                .toList();
        if (!unlinked.isEmpty()) {
            Address address = unlinked.get(environment.random().nextInt(unlinked.size())).peer().address();
            PingRequest.send(environment, address, new Ping(0, history.digest()), TIMEOUT, this::compare, () -> { });
        }
    }

    private void compare(PingReply reply) {
        if (lacks(reply.origin(), reply.published())) {
            suspicions = List.of(new Suspicion(reply.origin(), reply.published()));
        }
    }
}
