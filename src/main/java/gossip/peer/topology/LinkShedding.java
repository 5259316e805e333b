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
 * Mends the overlay with links that no join and no loss owes, and sheds as many later on, so that the number of links
 * stays where joins and deaths put it, however often the network is cut in two and heals.
 *
 * <p>At a cut both ends replace their share of the links across, which keeps the number as it was; the links made
 * across the healed cut come on top. Making fewer of these is no cure: each peer makes them by itself, they are what
 * heals the overlay fast, and any number of them adds up. So both ends of one take back what {@link RepairPolicy}
 * credited them for a loss, the dialler telling the other by SURPLUS; and whose account is overdrawn looks for a link
 * to shed:
 *
 * <pre>
 * overdrawn, in step with all neighbors --SHED--> one of them, by chance --BYE--> both let go, and neither replaces it
 *                                                        +--nothing, it needs the link--> another at the next heartbeat
 * </pre>
 *
 * <ul>
 * <li>In step: all neighbors had the same messages as we at two heartbeats in a row, so nothing is being mended here.
 * <li>Nobody gets below m by this: both ends have to be above it, and who has asked counts that link as gone already.
 * <li>A link that mends is kept by both ends until the mending is long over: it is the replacements made during the
 *     cut that go. Shedding by chance only would thin out what joins the two sides, cut by cut, down to nothing.
 * <li>Only links that messages have gone round since the last heartbeat are shed, as second copies tell or PRUNE does.
 *     In a silent network that is none. Should several go at once that could only be spared one by one, {@link ShedLinkMonitor}
 *     finds out afterwards.
 * <li>One link a heartbeat is asked for, and none once the account is in order: it comes to rest.
 * </ul>
 */
public final class LinkShedding {

    private static final int PROTECTED_HEARTBEATS = 16;
    /** With m = 1 the overlay is a tree, which hangs on each link; only what is better connected sheds there. */
    private static final int SMALLEST_MESH = 2;

    private final int enough;
    private final Duration protection;
    private final Environment environment;
    private final Overlay overlay;
    private final RepairPolicy repairPolicy;
    private final ShedLinkMonitor shedLinks;
    /** Whom we have asked, until the next heartbeat. */
    private Optional<Neighbor> asked = Optional.empty();

    public LinkShedding(
            int links, Duration pingInterval, Environment environment, Overlay overlay, MessageHistory history,
            RepairPolicy repairPolicy) {
        this.enough = Math.max(SMALLEST_MESH, links);
        this.protection = pingInterval.multipliedBy(PROTECTED_HEARTBEATS);
        this.environment = environment;
        this.overlay = overlay;
        this.repairPolicy = repairPolicy;
        this.shedLinks = new ShedLinkMonitor(environment, overlay, history, address -> openExtraLink(address, outcome -> { }));
    }

    /** Links to a stranger though nothing owes it. */
    void openExtraLink(Address stranger, Consumer<Outcome> whenOver) {
        overlay.connect(stranger, outcome -> {
            // One that the stranger has dialled meanwhile is for it to account for.
            overlay.find(stranger).filter(Neighbor::dialed).ifPresent(neighbor -> {
                neighbor.link().send(new Surplus());
                extraLinkOpened(neighbor);
            });
            whenOver.accept(outcome);
        });
    }

    /** A link that nothing owed has come about, or one that had counted as lost has come back. */
    public void extraLinkOpened(Neighbor neighbor) {
        if (neighbor.protect(environment.nanoTime() + protection.toNanos())) {
            repairPolicy.extraLinkOpened();
        }
    }

    public void heartbeat() {
        shedLinks.heartbeat();
        asked = Optional.empty();
        if (repairPolicy.hasSurplus() && !shedLinks.isFull() && overlay.degree() > enough
                && overlay.neighbors().stream().allMatch(Neighbor::isInStep)) {
            List<Neighbor> able = overlay.neighbors().stream()
                    .filter(neighbor -> neighbor.degree() > enough && !isProtected(neighbor) && neighbor.isRedundant())
                    .toList();
            if (!able.isEmpty()) {
                Neighbor chosen = able.get(environment.random().nextInt(able.size()));
                asked = Optional.of(chosen);
                chosen.link().send(new Shed());
            }
        }
        overlay.neighbors().forEach(neighbor -> neighbor.sentDuplicate(false));
    }

    private boolean isProtected(Neighbor neighbor) {
        return neighbor.isProtected(environment.nanoTime());
    }

    /** The neighbor would shed the link. Of two that ask each other at once, neither gets its way. */
    public void askedBy(Neighbor neighbor) {
        int spokenFor = asked.isPresent() ? 1 : 0;
        if (!asked.equals(Optional.of(neighbor)) && overlay.degree() - spokenFor > enough && !isProtected(neighbor)) {
            neighbor.link().send(new Bye("surplus"));
            overlay.disconnect(neighbor, DisconnectCause.SHED, "surplus");
        }
    }

    /** @return how the neighbor that says BYE is lost: by our own wish, if we have asked it */
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
