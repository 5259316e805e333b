package gossip.scenario;

import gossip.node.PeerListener;
import gossip.node.SeedListener;
import gossip.protocol.Address;
import gossip.protocol.Message.Gossip;
import gossip.protocol.MessageId;
import gossip.protocol.Origin;
import gossip.protocol.PeerId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.ObjIntConsumer;

/** A record of the events of all peers and seeds, with virtual times. It fails on an event that must never happen. */
final class EventRecorder {

    /** The declaration of one peer that another one is dead. */
    record Death(Address by, PeerId peer, long at) {}

    /** The neighbor that sent the first copy of a message, and the time of reception. */
    record Reception(Address from, long at) {}

    private final LongSupplier clock;
    private final ObjIntConsumer<Address> whenConnected;
    private final List<Origin> origins = new ArrayList<>();
    private final Map<Address, Set<MessageId>> delivered = new HashMap<>();
    private final Map<Address, Map<MessageId, Reception>> receptions = new HashMap<>();
    private final Set<MessageId> generated = new LinkedHashSet<>();
    private final List<Death> deaths = new ArrayList<>();
    private final List<String> removals = new ArrayList<>();
    private final List<String> badInputs = new ArrayList<>();
    private final List<String> unreachableSeeds = new ArrayList<>();
    private final List<String> disconnects = new ArrayList<>();
    private final List<String> refusedLinks = new ArrayList<>();
    private final List<String> unreachableMembers = new ArrayList<>();
    private final List<String> joins = new ArrayList<>();
    private boolean keepsDeliveries;
    private long misses;
    private long lastDelivery;

    /**
     * @param clock the virtual time in nanoseconds
     * @param whenConnected called with a peer and its degree whenever the peer reports a new neighbor
     */
    EventRecorder(LongSupplier clock, ObjIntConsumer<Address> whenConnected) {
        this.clock = clock;
        this.whenConnected = whenConnected;
    }

    /** Lets a peer that restarts keep what it has received. A message must not be delivered again then. */
    void keepDeliveries() {
        keepsDeliveries = true;
    }

    /** Returns the listener of a peer that starts now and has received nothing. */
    PeerListener peer(Address self) {
        if (!keepsDeliveries || !delivered.containsKey(self)) {
            delivered.put(self, new HashSet<>());
            receptions.put(self, new HashMap<>());
        }
        return new PeerListener() {
            @Override
            public void neighborConnected(Address peer, boolean dialed, int degree) {
                whenConnected.accept(self, degree);
            }

            @Override
            public void neighborDisconnected(Address peer, String reason, int degree) {
                disconnects.add(self + " from " + peer + ": " + reason);
            }

            @Override
            public void linkRefused(Address peer, String reason) {
                refusedLinks.add(self + " to " + peer + ": " + reason);
            }

            @Override
            public void memberUnreachable(Address peer, String reason) {
                unreachableMembers.add(self + " to " + peer + ": " + reason);
            }

            @Override
            public void joined(int neighbors) {
                joins.add(self + " with " + neighbors);
            }

            @Override
            public void generated(Gossip gossip) {
                generated.add(gossip.id());
                if (gossip.id().sequence() == 0 && origins.size() < 3) {
                    origins.add(gossip.id().origin());
                }
                deliver(gossip);
            }

            @Override
            public void received(Gossip gossip, Address from) {
                receptions.get(self).put(gossip.id(), new Reception(from, clock.getAsLong()));
                deliver(gossip);
            }

            private void deliver(Gossip gossip) {
                lastDelivery = clock.getAsLong();
                if (!delivered.get(self).add(gossip.id())) {
                    throw new AssertionError(gossip.id() + " was delivered twice at " + self);
                }
            }

            @Override
            public void seedUnreachable(Address seed, String reason) {
                unreachableSeeds.add(seed + " " + reason);
            }

            @Override
            public void pingMissed(Address peer, int inARow) {
                misses++;
            }

            @Override
            public void neighborDead(PeerId peer) {
                deaths.add(new Death(self, peer, clock.getAsLong()));
            }

            @Override
            public void badInput(String from, String reason) {
                badInputs.add(self + " from " + from + ": " + reason);
            }
        };
    }

    /** Returns the listener of a seed. It fails when the seed lists an incarnation that the seed has removed. */
    SeedListener seed(Address self) {
        Map<Address, Long> highestRemoved = new HashMap<>();
        return new SeedListener() {
            @Override
            public void registered(PeerId peer, int members) {
                if (peer.incarnation() <= highestRemoved.getOrDefault(peer.address(), -1L)) {
                    throw new AssertionError("seed " + self + " listed " + peer + " after it had removed it");
                }
            }

            @Override
            public void removed(PeerId peer, String name, Reason reason, int members) {
                removals.add(peer + " " + reason);
                highestRemoved.merge(peer.address(), peer.incarnation(), Math::max);
            }

            @Override
            public void badInput(String from, String reason) {
                badInputs.add(self + " from " + from + ": " + reason);
            }
        };
    }

    /** Returns the removals by all seeds as {@code address/incarnation reason}. */
    List<String> removals() {
        return removals;
    }

    Set<MessageId> generated() {
        return generated;
    }

    Set<MessageId> deliveredAt(Address peer) {
        return delivered.get(peer);
    }

    /** Returns the first reception of a message at a peer, if a neighbor has sent the message to the peer. */
    Optional<Reception> reception(Address peer, MessageId message) {
        return Optional.ofNullable(receptions.get(peer)).map(own -> own.get(message));
    }

    /** Returns the first three peers that generated a message. */
    List<Origin> someOrigins() {
        return origins;
    }

    List<Death> deaths() {
        return deaths;
    }

    /** Returns how many PINGs without a reply all peers have counted. */
    long misses() {
        return misses;
    }

    /** Returns the failed requests to seeds as {@code address reason}. */
    List<String> unreachableSeeds() {
        return unreachableSeeds;
    }

    /** Returns the closed links as {@code address from address: reason}. */
    List<String> disconnects() {
        return disconnects;
    }

    /** Returns the dials that an ERROR ended, as {@code address to address: reason}. */
    List<String> refusedLinks() {
        return refusedLinks;
    }

    /** Returns the warnings about listed members as {@code address to address: reason}. */
    List<String> unreachableMembers() {
        return unreachableMembers;
    }

    /** Returns the joins as {@code address with neighbors}. */
    List<String> joins() {
        return joins;
    }

    List<String> badInputs() {
        return badInputs;
    }

    /** Returns the time of the last delivery at any peer. */
    long lastDelivery() {
        return lastDelivery;
    }
}
