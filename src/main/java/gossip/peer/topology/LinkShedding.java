package gossip.peer.topology;

import gossip.node.Environment;
import gossip.peer.broadcast.MessageHistory;
import gossip.peer.overlay.DisconnectCause;
import gossip.peer.overlay.Neighbor;
import gossip.peer.overlay.OutboundHandshake.Outcome;
import gossip.peer.overlay.Overlay;
import gossip.protocol.Address;
import gossip.protocol.Message.Bye;
import gossip.protocol.Message.Shed;
import gossip.protocol.Message.Surplus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The opening of extra links, and the closing of as many surplus links later. An extra link is opened neither for a
 * join nor in place of a lost link. Because surplus links are closed, repeated partitions do not increase the number of
 * links.
 *
 * <p>Both ends of an extra link charge it to their {@link RepairPolicy}. The peer that dialed sends SURPLUS to notify
 * the other end. A peer with a surplus asks one neighbor in each heartbeat to close the link:
 *
 * <pre>
 * surplus, in sync with all neighbors --SHED--> one neighbor -----BYE------> both close the link, none replaces it
 *                                                     +--------no reply----> another neighbor at the next heartbeat
 * </pre>
 *
 * <p>A link is closed only if both ends keep at least m links and messages reach both ends without it. An extra link is
 * not closed for 16 heartbeats. {@link ShedLinkMonitor} checks the result. Reasons: {@code src/docs/overlay.md}.
 */
public final class LinkShedding {

    private static final int PROTECTED_HEARTBEATS = 16;
    /** With m = 1 the overlay is a tree, in which every link is a bridge. */
    private static final int MIN_DEGREE = 2;

    private final int minDegree;
    private final long protectionNanos;
    private final Environment environment;
    private final Overlay overlay;
    private final RepairPolicy repairPolicy;
    private final ShedLinkMonitor shedLinks;
    /** The neighbor that was asked to close its link, until the next heartbeat. */
    private Optional<Neighbor> asked = Optional.empty();

    public LinkShedding(
            int links, Duration pingInterval, Environment environment, Overlay overlay, MessageHistory history,
            RepairPolicy repairPolicy) {
        this.minDegree = Math.max(MIN_DEGREE, links);
        this.protectionNanos = pingInterval.toNanos() * PROTECTED_HEARTBEATS;
        this.environment = environment;
        this.overlay = overlay;
        this.repairPolicy = repairPolicy;
        this.shedLinks = new ShedLinkMonitor(
                environment, overlay, history, address -> openExtraLink(address, outcome -> { }));
    }

    /** Dials an extra link. If the other peer has dialed meanwhile, that peer accounts for the link. */
    void openExtraLink(Address address, Consumer<Outcome> onOutcome) {
        overlay.connect(address, outcome -> {
            overlay.find(address).filter(Neighbor::dialed).ifPresent(neighbor -> {
                neighbor.link().send(new Surplus());
                extraLinkOpened(neighbor);
            });
            onOutcome.accept(outcome);
        });
    }

    /** Accounts for an extra link, or for a link that was counted as lost and was opened again. */
    public void extraLinkOpened(Neighbor neighbor) {
        if (neighbor.protect(environment.nanoTime() + protectionNanos)) {
            repairPolicy.extraLinkOpened();
        }
    }

    public void heartbeat() {
        shedLinks.heartbeat();
        boolean refused = asked.isPresent();
        asked = Optional.empty();
        if (repairPolicy.hasSurplus() && !shedLinks.isFull() && overlay.degree() > minDegree
                && overlay.neighbors().stream().allMatch(Neighbor::isInSync)) {
            askOneNeighbor(refused);
        }
        overlay.neighbors().forEach(neighbor -> neighbor.setSentDuplicate(false));
    }

    /**
     * Prefers the latest replacement. If the neighbor that it replaced has returned, this restores the degrees.
     *
     * @param refused whether the last neighbor that was asked has kept its link, so that another one is asked
     */
    private void askOneNeighbor(boolean refused) {
        List<Neighbor> candidates = overlay.neighbors().stream().filter(neighbor -> neighbor.degree() > minDegree
                && !isProtected(neighbor) && (neighbor.isRedundant() || neighbor.isChild())).toList();
        if (!candidates.isEmpty()) {
            Neighbor chosen = candidates.reversed().stream()
                    .filter(neighbor -> !refused && neighbor.isReplacement()).findFirst()
                    .orElseGet(() -> candidates.get(environment.random().nextInt(candidates.size())));
            asked = Optional.of(chosen);
            chosen.link().send(new Shed());
        }
    }

    private boolean isProtected(Neighbor neighbor) {
        return neighbor.isProtected(environment.nanoTime());
    }

    /** Answers SHED with BYE if this peer can do without the link. If both ends ask at the same time, both refuse. */
    public void askedBy(Neighbor neighbor) {
        int degreeAfterOwnRequest = overlay.degree() - (asked.isPresent() ? 1 : 0);
        if (!asked.equals(Optional.of(neighbor)) && degreeAfterOwnRequest > minDegree && !isProtected(neighbor)
                && !neighbor.isOnlyWay()) {
            neighbor.link().send(new Bye("surplus"));
            overlay.disconnect(neighbor, DisconnectCause.SHED, "surplus");
        }
    }

    /** Returns why a neighbor that sent BYE is lost: SHED if this peer had asked it, otherwise LEFT. */
    public DisconnectCause disconnectCause(Neighbor neighbor) {
        if (!asked.equals(Optional.of(neighbor))) {
            return DisconnectCause.LEFT;
        }
        asked = Optional.empty();
        repairPolicy.linkShed();
        shedLinks.add(neighbor.address());
        return DisconnectCause.SHED;
    }
}
