package gossip.experiment.metrics;

import gossip.node.PeerListener;
import gossip.node.SeedListener;
import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.Message.Gossip;
import gossip.protocol.MessageId;
import gossip.protocol.PeerId;
import gossip.sim.TrafficObserver;
import java.util.LinkedHashMap;
import java.util.SequencedCollection;
import java.util.SequencedMap;
import java.util.function.LongSupplier;

/** A listener to peers, seeds and traffic that records what the results need. Times are virtual nanoseconds. */
public final class MetricsCollector implements TrafficObserver {

    private final LongSupplier clock;
    private final long promptNanos;
    private final Population population = new Population();
    private final SequencedMap<MessageId, BroadcastRecorder> broadcasts = new LinkedHashMap<>();
    private final LongList detectionTimes = new LongList();
    private final LongList removalTimes = new LongList();
    private int joined;
    private long falseDeaths;
    private long falseRemovals;

    /** @param promptNanos the time after generation up to which sends and deliveries count as prompt */
    public MetricsCollector(LongSupplier clock, long promptNanos) {
        this.clock = clock;
        this.promptNanos = promptNanos;
    }

    public Population population() {
        return population;
    }

    /** Returns how many peers have joined so far. */
    public int joined() {
        return joined;
    }

    /** Returns the broadcasts in the order of generation. */
    public SequencedCollection<BroadcastRecorder> broadcasts() {
        return broadcasts.sequencedValues();
    }

    /** Returns the times from a crash until a neighbor declared the peer dead. */
    public LongList detectionTimes() {
        return detectionTimes;
    }

    /** Returns the times from a crash until a seed removed the peer. */
    public LongList removalTimes() {
        return removalTimes;
    }

    /** Returns how often a neighbor declared a running peer dead. */
    public long falseDeaths() {
        return falseDeaths;
    }

    /** Returns how often a seed removed a running peer. */
    public long falseRemovals() {
        return falseRemovals;
    }

    public void crashed(Address peer) {
        population.ended(peer, clock.getAsLong());
    }

    @Override
    public void sent(Address from, Address to, Message message) {
        if (message instanceof Gossip gossip) {
            broadcasts.get(gossip.id()).sent(clock.getAsLong());
        }
    }

    /** Creates the listener of a new peer. */
    public PeerListener peer(Address self) {
        int number = population.started(self, clock.getAsLong());
        return new PeerListener() {
            @Override
            public void joined(int neighbors) {
                joined++;
            }

            @Override
            public void neighborConnected(Address peer, boolean dialed, int degree) {
                population.setDegree(number, degree);
            }

            @Override
            public void neighborDisconnected(Address peer, String reason, int degree) {
                population.setDegree(number, degree);
            }

            @Override
            public void generated(Gossip gossip) {
                broadcasts.put(gossip.id(),
                        new BroadcastRecorder(self, number, clock.getAsLong(), promptNanos, population));
            }

            @Override
            public void received(Gossip gossip, Address from) {
                broadcasts.get(gossip.id()).received(number, gossip.hops(), clock.getAsLong());
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

    /** Creates the listener of a seed. */
    public SeedListener seed(Address self) {
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
