package gossip.peer.topology;

import gossip.node.Environment;
import gossip.node.Request;
import gossip.peer.broadcast.MessageHistory;
import gossip.peer.overlay.OutboundHandshake;
import gossip.peer.overlay.Overlay;
import gossip.peer.registration.SeedClient;
import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.Message.Member;
import gossip.protocol.Message.Ping;
import gossip.protocol.Message.PingReply;
import gossip.protocol.PeerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for members that live beyond a cut of the overlay, and links to them.
 *
 * <p>Each heartbeat asks one listed member how many messages it has published. Had it published more at an earlier
 * heartbeat than have arrived here by now, then its messages do not reach us. And whoever we held for dead and a seed
 * reaches is on the other side of something: it is tried again at every heartbeat.
 */
public final class PartitionDetector {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int MAX_DISPUTED = 64;
    private static final int TRIES_PER_HEARTBEAT = 4;

    /** How far somebody had come when we asked. */
    private record Suspicion(PeerId member, long published) {}

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

    /** Members that a seed has listed lately. */
    void addKnownMembers(List<Member> listed) {
        knownMembers = List.copyOf(listed.subList(0, Math.min(listed.size(), SeedClient.SAMPLE)));
    }

    List<Member> knownMembers() {
        return knownMembers;
    }

    /** We held it for dead; a seed has reached it. */
    public void dispute(PeerId peer) {
        if (disputed.size() < MAX_DISPUTED) {
            disputed.add(peer.address());
        }
    }

    public void heartbeat() {
        List<Suspicion> due = suspicions;
        suspicions = List.of();
        due.stream().filter(suspicion -> history.accountedFor(suspicion.member()) < suspicion.published())
                .map(suspicion -> suspicion.member().address())
                .forEach(this::reconcile);
        new ArrayList<>(disputed).stream().limit(TRIES_PER_HEARTBEAT).forEach(this::retry);
        probeKnownMember();
    }

    private void retry(Address address) {
        disputed.remove(address);
        if (overlay.canConnect(address)) {
            shedding.openExtraLink(address, outcome -> {
                if (outcome instanceof OutboundHandshake.Outcome.Unreachable) {
                    disputed.add(address);
                }
            });
        }
    }

    private void reconcile(Address address) {
        if (overlay.canConnect(address)) {
            shedding.openExtraLink(address, outcome -> { });
        }
    }

    private void probeKnownMember() {
        List<Member> strangers = knownMembers.stream()
                .filter(member -> overlay.canConnect(member.peer().address()))
                .toList();
        if (!strangers.isEmpty()) {
            ask(strangers.get(environment.random().nextInt(strangers.size())).peer().address());
        }
    }

    private void ask(Address address) {
        Request.send(environment, address, new Ping(0, history.digest()), TIMEOUT, new Request.Callback() {
            @Override
            public boolean onReply(Message message) {
                if (message instanceof PingReply reply && history.accountedFor(reply.peer()) < reply.published()) {
                    suspicions = List.of(new Suspicion(reply.peer(), reply.published()));
                }
                return message instanceof PingReply;
            }

            /** Whether it is dead is for its neighbors to find out. */
            @Override
            public void onFailure(String reason) {}
        });
    }
}
