package gossip.experiment;

import gossip.node.PeerListener;
import gossip.node.SeedListener;
import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.Message.Gossip;
import gossip.protocol.MessageId;
import gossip.protocol.PeerId;
import gossip.sim.TrafficObserver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Hears what peers, seeds and wires tell, and writes down what the results need. Times are virtual nanoseconds. */
final class MetricsCollector implements TrafficObserver {

    private final LongSupplier clock;
    private final Population population = new Population();
    private final Map<MessageId, BroadcastRecorder> byMessage = new HashMap<>();
    private final List<BroadcastRecorder> broadcasts = new ArrayList<>();
    private final LongList detectionTimes = new LongList();
    private final LongList removalTimes = new LongList();
    private int joined;
    private long falseDeaths;
    private long falseRemovals;

    private final long prompt;

    /** @param prompt what counts as at once, in nanoseconds */
    MetricsCollector(LongSupplier clock, long prompt) {
        this.clock = clock;
        this.prompt = prompt;
    }

    Population population() {
        return population;
    }

    /** How many peers have joined so far. */
    int joined() {
        return joined;
    }

    /** In the order of generation. */
    List<BroadcastRecorder> broadcasts() {
        return broadcasts;
    }

    /** From each crash to each neighbor's verdict. */
    LongList detectionTimes() {
        return detectionTimes;
    }

    /** From each crash to the removal at each seed. */
    LongList removalTimes() {
        return removalTimes;
    }

    /** Verdicts on peers that lived. */
    long falseDeaths() {
        return falseDeaths;
    }

    /** Removals at seeds of peers that lived. */
    long falseRemovals() {
        return falseRemovals;
    }

    void crashed(Address peer) {
        population.ended(peer, clock.getAsLong());
    }

    @Override
    public void sent(Address from, Address to, Message message) {
        if (message instanceof Gossip gossip) {
            byMessage.get(gossip.id()).sent(clock.getAsLong(), prompt);
        }
    }

    PeerListener peer(Address self) {
        int number = population.started(self, clock.getAsLong());
        return new PeerListener() {
            @Override
            public void joined(int neighbors) {
                joined++;
            }

            @Override
            public void neighborConnected(Address peer, boolean dialled, int degree) {
                population.setDegree(number, degree);
            }

            @Override
            public void neighborDisconnected(Address peer, String reason, int degree) {
                population.setDegree(number, degree);
            }

            @Override
            public void generated(Gossip gossip) {
                BroadcastRecorder recorder = new BroadcastRecorder(self, number, clock.getAsLong(), population);
                byMessage.put(gossip.id(), recorder);
                broadcasts.add(recorder);
            }

            @Override
            public void received(Gossip gossip, Address from) {
                byMessage.get(gossip.id()).received(number, gossip.hops(), clock.getAsLong());
            }

            @Override
            public void neighborDead(PeerId peer) {
                if (population.isAlive(peer.address())) {
                    falseDeaths++;
                } else {
                    detectionTimes.add(clock.getAsLong() - population.endOf(peer.address()));
                }
            }
        };
    }

    SeedListener seed(Address self) {
        return new SeedListener() {
            @Override
            public void removed(PeerId peer, Reason reason, int members) {
                if (population.isAlive(peer.address())) {
                    falseRemovals++;
                } else {
                    removalTimes.add(clock.getAsLong() - population.endOf(peer.address()));
                }
            }
        };
    }
}
