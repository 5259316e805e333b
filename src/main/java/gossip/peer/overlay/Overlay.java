package gossip.peer.overlay;

import gossip.node.Environment;
import gossip.node.Link;
import gossip.node.LinkHandler;
import gossip.node.PeerListener;
import gossip.peer.overlay.OutboundHandshake.Outcome;
import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.Message.Bye;
import gossip.protocol.Message.Full;
import gossip.protocol.Message.Hello;
import gossip.protocol.Message.Leave;
import gossip.protocol.MessageId;
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
 * The links to neighbors: two-way, at most one a pair, never more than the cap.
 *
 * <p>When two peers dial each other at once, the connection dialled by the lower address survives on both sides: the
 * lower one refuses the other's HELLO, the higher one accepts it in place of its own.
 */
public final class Overlay {

    /** Hears of every change, and of what comes in on the links. */
    public interface Listener {
        void connected(Neighbor neighbor);

        void disconnected(Neighbor neighbor, DisconnectCause cause);

        void received(Neighbor neighbor, Message message);

        /** @return whether that was all there is to a copy of a message that is here already */
        boolean duplicate(Neighbor neighbor, MessageId id);

        void malformed(Neighbor neighbor, String reason);

        void drained(Neighbor neighbor);
    }

    /** The reason in the BYE of a dialler that has no room any more. */
    public static final String FULL = "full";
    private static final int REDIRECTS = 8;

    private final LocalPeer self;
    private final int maxDegree;
    private final Environment environment;
    private final PeerListener listener;
    private final Listener linkListener;
    private final Map<Address, Neighbor> neighbors = new LinkedHashMap<>();
    private final Set<Address> dialing = new HashSet<>();
    private boolean leaving;

    public Overlay(LocalPeer self, int maxDegree, Environment environment, PeerListener listener, Listener watcher) {
        this.self = self;
        this.maxDegree = maxDegree;
        this.environment = environment;
        this.listener = listener;
        this.linkListener = watcher;
    }

    public int degree() {
        return neighbors.size();
    }

    public Collection<Neighbor> neighbors() {
        return neighbors.values();
    }

    public Optional<Neighbor> find(Address address) {
        return Optional.ofNullable(neighbors.get(address));
    }

    /** Whether dialling this address could give a new neighbor. */
    public boolean canConnect(Address address) {
        return !leaving && !address.equals(self.address()) && !neighbors.containsKey(address) && !dialing.contains(address);
    }

    /** Dials a stranger; a link that has come about by then in the other direction counts as accepted. */
    public void connect(Address address, Consumer<Outcome> whenOver) {
        dialing.add(address);
        OutboundHandshake.begin(self, address, environment, outcome -> {
            dialing.remove(address);
            if (outcome instanceof Outcome.Accepted accepted) {
                take(accepted);
            }
            whenOver.accept(find(address)
                    .<Outcome>map(neighbor -> new Outcome.Accepted(neighbor.link(), neighbor.id()))
                    .orElse(outcome instanceof Outcome.Accepted ? new Outcome.Refused(FULL, List.of()) : outcome));
        });
    }

    /** Others may have taken the last places while we were dialling, or we have left. */
    private void take(Outcome.Accepted accepted) {
        boolean room = degree() < maxDegree || neighbors.containsKey(accepted.peer().address());
        if (room && !leaving) {
            establish(new Neighbor(accepted.peer(), accepted.link(), true));
        } else {
            accepted.link().send(new Bye(leaving ? "leaving" : FULL));
            accepted.link().close();
        }
    }

    /** Answers the HELLO of one who has dialled us. */
    public void accept(Link link, PeerId peer) {
        Optional<Message> refusal = refusal(peer);
        if (refusal.isPresent()) {
            link.send(refusal.get());
            link.close();
        } else {
            link.send(new Hello(self.id()));
            establish(new Neighbor(peer, link, false));
        }
    }

    private Optional<Message> refusal(PeerId peer) {
        if (leaving) {
            return Optional.of(new Bye("leaving"));
        }
        Neighbor standing = neighbors.get(peer.address());
        boolean oursSurvives = self.address().compareTo(peer.address()) < 0;
        if (standing != null) {
            boolean stale = peer.incarnation() < standing.id().incarnation();
            boolean duplicate = peer.equals(standing.id()) && standing.dialed() && oursSurvives;
            return stale || duplicate ? Optional.of(new Bye(stale ? "stale incarnation" : "duplicate")) : Optional.empty();
        }
        if (dialing.contains(peer.address()) && oursSurvives) {
            return Optional.of(new Bye("duplicate"));
        }
        return degree() < maxDegree ? Optional.empty() : Optional.of(new Full(redirects()));
    }

    private List<Address> redirects() {
        return neighbors.keySet().stream().limit(REDIRECTS).toList();
    }

    private void establish(Neighbor neighbor) {
        Optional<Neighbor> earlier = find(neighbor.address());
        boolean sameLife = earlier.filter(standing -> standing.id().equals(neighbor.id())).isPresent();
        if (sameLife) {
            earlier.get().link().close();
        } else {
            earlier.ifPresent(dead -> disconnect(dead, DisconnectCause.REPLACED, "restarted"));
        }
        neighbors.put(neighbor.address(), neighbor);
        neighbor.link().setHandler(new NeighborLink(neighbor));
        if (!sameLife) {
            listener.neighborConnected(neighbor.address(), neighbor.dialed(), degree());
        }
        linkListener.connected(neighbor);
    }

    /** Takes leave of all neighbors, and takes no new ones. */
    public void leave() {
        leaving = true;
        for (Neighbor neighbor : new ArrayList<>(neighbors.values())) {
            neighbor.link().send(new Leave(self.id()));
            disconnect(neighbor, DisconnectCause.LEFT, "leaving");
        }
    }

    /** Ends a link, from whichever side. */
    public void disconnect(Neighbor neighbor, DisconnectCause cause, String reason) {
        neighbors.remove(neighbor.address());
        neighbor.link().close();
        listener.neighborDisconnected(neighbor.address(), reason, degree());
        linkListener.disconnected(neighbor, cause);
    }

    /** A neighbor that has been replaced or dropped has closed its link, so it is not heard here again. */
    private final class NeighborLink implements LinkHandler {
        private final Neighbor neighbor;

        private NeighborLink(Neighbor neighbor) {
            this.neighbor = neighbor;
        }

        @Override
        public void received(Link link, Message message) {
            linkListener.received(neighbor, message);
        }

        @Override
        public boolean duplicate(Link link, MessageId id) {
            return linkListener.duplicate(neighbor, id);
        }

        @Override
        public void malformed(Link link, String reason) {
            linkListener.malformed(neighbor, reason);
        }

        @Override
        public void drained(Link link) {
            linkListener.drained(neighbor);
        }

        @Override
        public void closed(String reason) {
            disconnect(neighbor, DisconnectCause.CONNECTION_LOST, reason);
        }
    }
}
