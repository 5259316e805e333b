package gossip.scenario;

import gossip.node.PeerListener;
import gossip.node.SeedListener;
import gossip.protocol.Address;
import gossip.protocol.Message.Gossip;
import gossip.protocol.MessageId;
import gossip.protocol.PeerId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** Writes down what the peers of a world tell, with virtual times, and fails on what must never happen. */
final class EventRecorder {

    /** A verdict of one peer on another. */
    record Death(Address by, PeerId peer, long at) {}

    /** From which neighbor a message came, and when, in nanoseconds. */
    record Reception(Address from, long at) {}

    private final List<PeerId> origins = new ArrayList<>();
    private LongSupplier clock = () -> 0;
    private final Map<Address, Set<MessageId>> delivered = new HashMap<>();
    private final Map<Address, Map<MessageId, Reception>> receptions = new HashMap<>();
    private final Map<MessageId, Long> generated = new LinkedHashMap<>();
    private final List<Death> deaths = new ArrayList<>();
    private final List<String> removals = new ArrayList<>();
    private final List<String> badInputs = new ArrayList<>();
    private final List<String> unreachableSeeds = new ArrayList<>();
    private long lastDelivery;

    void use(LongSupplier time) {
        clock = time;
    }

    /** A new life begins with an empty memory. */
    PeerListener peer(Address self) {
        delivered.put(self, new HashSet<>());
        receptions.put(self, new HashMap<>());
        return new PeerListener() {
            @Override
            public void generated(Gossip gossip) {
                generated.put(gossip.id(), clock.getAsLong());
                if (gossip.id().sequence() == 0 && origins.size() < 3) {
                    origins.add(gossip.id().origin());
                }
                take(gossip);
            }

            @Override
            public void received(Gossip gossip, Address from) {
                receptions.get(self).put(gossip.id(), new Reception(from, clock.getAsLong()));
                take(gossip);
            }

            private void take(Gossip gossip) {
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
            public void neighborDead(PeerId peer) {
                deaths.add(new Death(self, peer, clock.getAsLong()));
            }

            @Override
            public void badInput(String from, String reason) {
                badInputs.add(self + " from " + from + ": " + reason);
            }
        };
    }

    /** Fails when a seed lists a life that it has buried. */
    SeedListener seed(Address self) {
        Map<Address, Long> buried = new HashMap<>();
        return new SeedListener() {
            @Override
            public void registered(PeerId peer, int members) {
                if (peer.incarnation() <= buried.getOrDefault(peer.address(), -1L)) {
                    throw new AssertionError("seed " + self + " listed the buried " + peer);
                }
            }

            @Override
            public void removed(PeerId peer, Reason reason, int members) {
                removals.add(peer + " " + reason);
                buried.merge(peer.address(), peer.incarnation(), Math::max);
            }
        };
    }

    /** Of all seeds, as {@code address/incarnation reason}. */
    List<String> removals() {
        return removals;
    }

    Set<MessageId> generated() {
        return generated.keySet();
    }

    Set<MessageId> deliveredAt(Address peer) {
        return delivered.get(peer);
    }

    /** How the peer first came by a message. */
    Optional<Reception> reception(Address peer, MessageId message) {
        return Optional.ofNullable(receptions.get(peer)).map(own -> own.get(message));
    }

    /** The first few who have ever generated a message. */
    List<PeerId> someOrigins() {
        return origins;
    }

    List<Death> deaths() {
        return deaths;
    }

    /** As {@code address reason}. */
    List<String> unreachableSeeds() {
        return unreachableSeeds;
    }

    List<String> badInputs() {
        return badInputs;
    }

    long lastDelivery() {
        return lastDelivery;
    }
}
