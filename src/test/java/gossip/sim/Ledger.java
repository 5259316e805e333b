package gossip.sim;

import gossip.peer.PeerEvents;
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
final class Ledger {

    /** A verdict of one peer on another. */
    record Death(Address by, PeerId peer, long at) {}

    /** In nanoseconds. */
    private LongSupplier clock = () -> 0;
    private final Map<Address, Set<MessageId>> delivered = new HashMap<>();
    private final Map<Address, Map<MessageId, Address>> sources = new HashMap<>();
    private final Map<MessageId, Long> generated = new LinkedHashMap<>();
    private final List<Death> deaths = new ArrayList<>();
    private final List<String> badInputs = new ArrayList<>();
    private long lastDelivery;

    void use(LongSupplier time) {
        clock = time;
    }

    /** A new life begins with an empty memory. */
    PeerEvents peer(Address self) {
        delivered.put(self, new HashSet<>());
        sources.put(self, new HashMap<>());
        return new PeerEvents() {
            @Override
            public void generated(Gossip gossip) {
                generated.put(gossip.id(), clock.getAsLong());
                take(gossip);
            }

            @Override
            public void received(Gossip gossip, Address from) {
                sources.get(self).put(gossip.id(), from);
                take(gossip);
            }

            private void take(Gossip gossip) {
                lastDelivery = clock.getAsLong();
                if (!delivered.get(self).add(gossip.id())) {
                    throw new AssertionError(gossip.id() + " was delivered twice at " + self);
                }
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

    Set<MessageId> generated() {
        return generated.keySet();
    }

    Set<MessageId> deliveredAt(Address peer) {
        return delivered.get(peer);
    }

    /** From whom the peer received the message first. */
    Optional<Address> source(Address peer, MessageId message) {
        return Optional.ofNullable(sources.get(peer).get(message));
    }

    List<Death> deaths() {
        return deaths;
    }

    List<String> badInputs() {
        return badInputs;
    }

    long lastDelivery() {
        return lastDelivery;
    }
}
