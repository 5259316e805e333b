package gossip.peer.overlay;

import gossip.node.Environment;
import gossip.node.Link;
import gossip.node.PeerListener;
import gossip.peer.overlay.OutboundHandshake.Outcome;
import gossip.protocol.Address;
import gossip.protocol.Identity;
import gossip.protocol.Message;
import gossip.protocol.Message.Bye;
import gossip.protocol.Message.Full;
import gossip.protocol.Message.Hello;
import gossip.protocol.Message.Leave;
import gossip.protocol.Message.Rejected;
import gossip.protocol.PeerId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The links of this peer to its neighbors: at most one for each address, and at most {@code maxDegree} in total.
 *
 * <p>When two peers dial each other at the same time, both keep the connection that the lower address dialed. The lower
 * address refuses the HELLO of the other. The higher address accepts it and closes its own connection. A HELLO that
 * arrives later in the name of a present neighbor is accepted only if its link is dead ({@link LinkTakeover}).
 */
public final class Overlay {

    /** The reason in the BYE of a peer that reached its maximum degree while it dialed. */
    public static final String FULL = "full";
    private static final String HALF_OPEN = "half-open";
    private static final int MAX_REDIRECTS = 8;
    /** Most peers have few neighbors, and a map grows as needed. */
    private static final int FEW = 2;

    private final LocalPeer self;
    private final int maxDegree;
    private final Environment environment;
    private final PeerListener listener;
    private final OverlayListener linkListener;
    private final Map<Address, Neighbor> neighbors = new LinkedHashMap<>(FEW);
    private final Set<Address> dialing = new HashSet<>(FEW);
    private final LinkTakeover takeover;
    private boolean leaving;

    public Overlay(LocalPeer self, int maxDegree, Environment environment, PeerListener listener,
            OverlayListener linkListener) {
        this.self = self;
        this.maxDegree = maxDegree;
        this.environment = environment;
        this.listener = listener;
        this.linkListener = linkListener;
        this.takeover = new LinkTakeover(environment, this::open);
    }

    public int degree() {
        return neighbors.size();
    }

    /** Returns a live view, in the order in which the links were opened. */
    public Collection<Neighbor> neighbors() {
        return neighbors.values();
    }

    public Optional<Neighbor> find(Address address) {
        return Optional.ofNullable(neighbors.get(address));
    }

    /** Returns the address of this peer. */
    public Address address() {
        return self.address();
    }

    /** Returns whether dialing this address could add a neighbor. */
    public boolean canConnect(Address address) {
        return !leaving && !address.equals(self.address())
                && !neighbors.containsKey(address) && !dialing.contains(address);
    }

    /**
     * Dials a peer. The outcome is {@code Accepted} if a link exists in the end, whichever side dialed it.
     *
     * @param address an address for which {@link #canConnect} returns true
     */
    public void connect(Address address, Consumer<Outcome> onOutcome) {
        dialing.add(address);
        OutboundHandshake.begin(self, address, environment, listener, outcome -> {
            dialing.remove(address);
            if (outcome instanceof Outcome.Accepted accepted) {
                establishOrRefuse(accepted);
            }
            onOutcome.accept(find(address)
                    .<Outcome>map(neighbor -> new Outcome.Accepted(neighbor.link(), neighbor.identity()))
                    .orElse(outcome instanceof Outcome.Accepted ? new Outcome.Refused(FULL, List.of()) : outcome));
        });
    }

    /**
     * Dials a neighbor whose link is half-open. The new link takes the place of the present one once the neighbor
     * accepts it. Until then the present one stays.
     */
    public void reconnect(Neighbor neighbor) {
        if (!leaving && !dialing.contains(neighbor.address())) {
            connect(neighbor.address(), outcome -> { });
        }
    }

    /** During the dial, this peer may have reached its maximum degree or may have left. */
    private void establishOrRefuse(Outcome.Accepted accepted) {
        boolean hasCapacity = degree() < maxDegree || neighbors.containsKey(accepted.identity().peer().address());
        if (hasCapacity && !leaving) {
            establish(neighbor(accepted.identity(), accepted.link(), true));
        } else {
            accepted.link().send(new Bye(leaving ? "leaving" : FULL));
            accepted.link().close();
        }
    }

    /**
     * Answers the HELLO of a peer that dialed this one. In the name of a present neighbor, the answer may take 2 s
     * ({@link LinkTakeover}).
     */
    public void accept(Link link, Identity identity) {
        Neighbor present = neighbors.get(identity.peer().address());
        if (present != null && refusal(identity.peer()).isEmpty()) {
            takeover.offer(present, link, identity, linkListener.digest());
        } else {
            open(link, identity);
        }
    }

    private void open(Link link, Identity identity) {
        Optional<Message> refusal = refusal(identity.peer());
        if (refusal.isPresent()) {
            link.send(refusal.get());
            link.close();
        } else {
            link.send(new Hello(self.identity()));
            establish(neighbor(identity, link, false));
        }
    }

    private Neighbor neighbor(Identity identity, Link link, boolean dialed) {
        return new Neighbor(identity, link, dialed, environment.currentTime().toEpochMilli(), environment.nanoTime());
    }

    /** Notes that a neighbor replied to a PING with this token. */
    public void pingReplied(Neighbor neighbor, long token) {
        takeover.pingReplied(neighbor, token);
    }

    private Optional<Message> refusal(PeerId peer) {
        if (leaving) {
            return Optional.of(new Bye("leaving"));
        }
        Neighbor existing = neighbors.get(peer.address());
        if (existing != null && peer.incarnation() < existing.id().incarnation()) {
            return Optional.of(new Bye("stale incarnation"));
        }
        boolean dialed = dialing.contains(peer.address())
                || existing != null && existing.dialed() && isSimultaneous(existing, peer);
        if (dialed && self.address().compareTo(peer.address()) < 0) {
            return Optional.of(new Bye("duplicate"));
        }
        return existing != null || degree() < maxDegree ? Optional.empty() : Optional.of(new Full(redirects()));
    }

    /** Returns whether a HELLO of the other peer may have been sent before it knew of the existing link. */
    private boolean isSimultaneous(Neighbor existing, PeerId peer) {
        return peer.equals(existing.id())
                && existing.openedAfter(environment.nanoTime() - OutboundHandshake.TIMEOUT.toNanos());
    }

    private List<Address> redirects() {
        return neighbors.keySet().stream().limit(MAX_REDIRECTS).toList();
    }

    private void establish(Neighbor neighbor) {
        Optional<Neighbor> existing = find(neighbor.address());
        boolean simultaneous = existing.filter(other -> isSimultaneous(other, neighbor.id())).isPresent();
        takeover.refuse(neighbor.address());
        if (simultaneous) {
            existing.get().link().close();
        } else if (existing.filter(other -> other.id().equals(neighbor.id())).isPresent()) {
            disconnect(existing.get(), DisconnectCause.HALF_OPEN, HALF_OPEN);
        } else {
            existing.ifPresent(other -> disconnect(other, DisconnectCause.REPLACED, "restarted"));
        }
        neighbors.put(neighbor.address(), neighbor);
        neighbor.link().setHandler(linkListener.handler(neighbor));
        if (!simultaneous) {
            listener.named(neighbor.address(), neighbor.identity().name());
            listener.neighborConnected(neighbor.address(), neighbor.dialed(), degree());
        }
        linkListener.connected(neighbor);
    }

    public boolean isLeaving() {
        return leaving;
    }

    /** Sends LEAVE to all neighbors, closes their links and accepts no new ones. */
    public void leave() {
        leaving = true;
        for (Neighbor neighbor : new ArrayList<>(neighbors.values())) {
            neighbor.link().send(new Leave(self.id()));
            disconnect(neighbor, DisconnectCause.LEFT, "leaving");
        }
    }

    /**
     * Removes a neighbor whose link was closed or has broken. While this peer dials it again, the link is half-open.
     */
    public void linkLost(Neighbor neighbor, String reason) {
        if (dialing.contains(neighbor.address())) {
            disconnect(neighbor, DisconnectCause.HALF_OPEN, HALF_OPEN);
        } else {
            disconnect(neighbor, DisconnectCause.CONNECTION_LOST, reason);
        }
    }

    /** Sends the present incarnation of this peer to all neighbors. */
    public void announceIncarnation() {
        neighbors.values().forEach(neighbor -> neighbor.link().send(new Hello(self.identity())));
    }

    /** Sends ERROR and closes the link. The neighbor is not declared dead, but dialed again. */
    public void reject(Neighbor neighbor, String reason) {
        listener.badInput(neighbor.link().remote(), reason);
        neighbor.link().send(new Rejected(reason));
        disconnect(neighbor, DisconnectCause.CONNECTION_LOST, "bad input");
    }

    /** @param reason a short text for the event log */
    public void disconnect(Neighbor neighbor, DisconnectCause cause, String reason) {
        neighbors.remove(neighbor.address());
        neighbor.link().close();
        listener.neighborDisconnected(neighbor.address(), reason, degree());
        linkListener.disconnected(neighbor, cause);
        takeover.accept(neighbor.address());
    }
}
