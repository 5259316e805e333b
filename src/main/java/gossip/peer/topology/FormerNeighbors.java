package gossip.peer.topology;

import gossip.node.Environment;
import gossip.peer.overlay.Neighbor;
import gossip.peer.overlay.OutboundHandshake.Outcome;
import gossip.peer.overlay.Overlay;
import gossip.peer.overlay.PingRequest;
import gossip.peer.overlay.TaskBudget;
import gossip.peer.overlay.TaskBudget.Task;
import gossip.protocol.Address;
import gossip.protocol.Message.Ping;
import gossip.protocol.Message.PingReply;
import gossip.protocol.PeerId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Neighbors that this peer declared dead. They may be alive behind a partition, so they get a PING on a separate
 * connection with exponential backoff. If the same process replies, its link is opened again as an extra link.
 *
 * <pre>
 * declared dead --> remembered --PING, no reply--------------> remembered, the next PING after twice the pause
 *                       +--------another one returned--------> remembered, the next PING at the next heartbeat
 *                       +--------the same process replies----> linked again; the others get a PING, too
 *                       +--------another process replies-----> forgotten: it has joined by itself
 *                       +--------{@value #MAX_ATTEMPTS} PINGs without reply--> forgotten
 * </pre>
 *
 * <p>So a healed partition restores the links that it cut, and with them the degrees. Unlike in Serf, which reconnects
 * to failed members, the backoff ends when any of them returns. Reasons: {@code src/docs/overlay.md}.
 */
public final class FormerNeighbors {

    /** The oldest is forgotten beyond this number. The other end of each link remembers it, too. */
    static final int MAX_FORMER = 64;
    /** Bounds the work of one heartbeat. Guessed. */
    static final int PROBES_PER_HEARTBEAT = 4;
    /** With the default heartbeat, the last PING is sent after more than 4 h. Guessed. */
    static final int MAX_ATTEMPTS = 24;
    private static final int MAX_PAUSE_DOUBLINGS = 6;
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final class Former {
        private final PeerId peer;
        private int attempts;
        /** The number of the heartbeat at which it gets the next PING. */
        private long due;
        /** True if a seed has reached it, so it gets a PING at each heartbeat. */
        private boolean reachable;

        private Former(PeerId peer) {
            this.peer = peer;
        }

        /** The incarnation is never below the start, so a later start is that of another process at this address. */
        private boolean isSameProcess(long start) {
            return start <= peer.incarnation();
        }

        private void pause(long now) {
            attempts++;
            due = now + (reachable ? 1 : 1L << Math.min(attempts, MAX_PAUSE_DOUBLINGS));
        }
    }

    private final Environment environment;
    private final Overlay overlay;
    private final LinkShedding shedding;
    private final TaskBudget budget;
    private final Map<Address, Former> former = new LinkedHashMap<>();
    private long heartbeats;

    public FormerNeighbors(Environment environment, Overlay overlay, LinkShedding shedding, TaskBudget budget) {
        this.environment = environment;
        this.overlay = overlay;
        this.shedding = shedding;
        this.budget = budget;
    }

    /** Remembers a neighbor that this peer declared dead, unless the links of this peer are fixed. */
    public void add(PeerId dead) {
        if (environment.rules().fixedLinks().isPresent()) {
            return;
        }
        if (former.size() >= MAX_FORMER && !former.containsKey(dead.address())) {
            former.remove(former.keySet().iterator().next());
        }
        former.put(dead.address(), new Former(dead));
    }

    /** Notes that a seed has reached a peer that this peer declared dead. */
    public void reached(PeerId peer) {
        Former entry = former.get(peer.address());
        if (entry != null) {
            entry.reachable = true;
            entry.due = heartbeats;
        }
    }

    /** Notes that a link is open. If its other end was declared dead, it was only slow, or a partition has ended. */
    public void connected(Neighbor neighbor) {
        Former entry = former.remove(neighbor.address());
        if (entry != null && entry.isSameProcess(neighbor.identity().start())) {
            neighbor.probe().returned();
            retryAll();
        }
    }

    /** Lets every former neighbor get a PING at the next heartbeats, because a partition may have ended. */
    void retryAll() {
        former.values().forEach(entry -> {
            entry.attempts = 0;
            entry.due = heartbeats;
        });
    }

    public void heartbeat() {
        heartbeats++;
        former.values().removeIf(entry -> entry.attempts >= MAX_ATTEMPTS);
        List<Former> due = former.values().stream()
                .filter(entry -> entry.due <= heartbeats && overlay.canConnect(entry.peer.address()))
                .limit(PROBES_PER_HEARTBEAT)
                .toList();
        due.stream().takeWhile(entry -> budget.tryDial(Task.REGISTRATION)).forEach(this::probe);
    }

    private void probe(Former entry) {
        entry.pause(heartbeats);
        PingRequest.send(environment, entry.peer.address(), new Ping(0, 0), TIMEOUT,
                reply -> replied(entry, reply), () -> { });
    }

    private void replied(Former entry, PingReply reply) {
        Address address = entry.peer.address();
        if (former.get(address) != entry) {
            return;
        }
        if (!entry.isSameProcess(reply.start())) {
            former.remove(address);
        } else if (overlay.canConnect(address)) {
            shedding.openExtraLink(address, outcome -> {
                if (outcome instanceof Outcome.Refused) {
                    former.remove(address, entry);
                }
            });
        }
    }
}
