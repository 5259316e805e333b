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
import java.util.List;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.SequencedMap;
import java.util.function.LongSupplier;

/** A listener to peers, seeds and traffic that records what the results need. Times are virtual nanoseconds. */
public final class MetricsCollector implements TrafficObserver {

    private final LongSupplier clock;
    private final List<Long> reachNanos;
    private final EventSink sink;
    private final Population population = new Population();
    private final Verdicts verdicts = new Verdicts(population);
    private final Traffic traffic = new Traffic();
    private final LongList sendsByPeer = new LongList();
    private final PairCounter sendsByLink = new PairCounter();
    private final SequencedMap<MessageId, BroadcastRecorder> broadcasts = new LinkedHashMap<>();
    private final LongList detectionTimes = new LongList();
    private final LongList removalTimes = new LongList();
    private int joined;
    private long falseDeaths;
    private long falseRemovals;

    /** @param reachNanos times after generation at which the reach is counted; up to the last one counts as at once */
    public MetricsCollector(LongSupplier clock, List<Long> reachNanos, EventSink sink) {
        this.sink = sink;
        this.clock = clock;
        this.reachNanos = List.copyOf(reachNanos);
    }

    /** Notes that the run begins. Traffic and load are counted from here on. */
    public void runStarted() {
        traffic.start();
        sendsByLink.reset();
        for (int i = 0; i < sendsByPeer.size(); i++) {
            sendsByPeer.set(i, 0);
        }
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

    /** Returns the broadcast that was generated last. There must be one. */
    public BroadcastRecorder lastBroadcast() {
        return broadcasts.lastEntry().getValue();
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

    public VerdictCounts verdicts() {
        return verdicts.counts();
    }

    public Traffic traffic() {
        return traffic;
    }

    /** Returns how the GOSSIP messages are distributed over all peers of the experiment. */
    public LoadDistribution peerLoad() {
        return LoadDistribution.of(sendsByPeer.toLongs(), sendsByPeer.size());
    }

    /** Returns how the GOSSIP messages are distributed over the links that carried any, or exist at the end. */
    public LoadDistribution linkLoad() {
        long[] counts = sendsByLink.counts();
        return LoadDistribution.of(counts, (int) Math.max(counts.length, population.links()));
    }

    /** @param neighbors the peers that had a link to it at the crash */
    public void crashed(Address peer, List<Address> neighbors) {
        record("crashed", peer, Optional.empty(), Optional.empty());
        int number = population.number(peer);
        population.ended(peer, neighbors, clock.getAsLong());
        verdicts.crashed(number);
        neighbors.stream().filter(population::isAlive)
                .forEach(neighbor -> verdicts.linked(number, population.number(neighbor)));
    }

    @Override
    public void sent(Address from, Address to, Message message) {
        traffic.sent(message);
        if (message instanceof Gossip gossip) {
            broadcasts.get(gossip.id()).sent(clock.getAsLong());
            int sender = population.number(from);
            sendsByPeer.set(sender, sendsByPeer.get(sender) + 1);
            sendsByLink.add(sender, population.number(to));
        }
    }

    private void record(String event, Address node, Optional<Address> other, Optional<MessageId> message) {
        sink.event(clock.getAsLong(), event, node, other, message);
    }

    /** Creates the listener of a new peer. */
    public PeerListener peer(Address self) {
        int number = population.started(self, clock.getAsLong());
        sendsByPeer.add(0);
        return new PeerListener() {
            private boolean hasJoined;

            @Override
            public void joined(int neighbors) {
                record("joined", self, Optional.empty(), Optional.empty());
                joined += hasJoined ? 0 : 1;
                hasJoined = true;
            }

            @Override
            public void neighborConnected(Address peer, boolean dialed, int degree) {
                record("link", self, Optional.of(peer), Optional.empty());
                population.linkChanged(number, peer, 1, degree);
            }

            @Override
            public void neighborDisconnected(Address peer, String reason, int degree) {
                record("unlink", self, Optional.of(peer), Optional.empty());
                population.linkChanged(number, peer, -1, degree);
            }

            @Override
            public void generated(Gossip gossip) {
                record("generated", self, Optional.empty(), Optional.of(gossip.id()));
                broadcasts.put(gossip.id(),
                        new BroadcastRecorder(self, number, clock.getAsLong(), reachNanos, population));
            }

            @Override
            public void received(Gossip gossip, Address from) {
                record("received", self, Optional.of(from), Optional.of(gossip.id()));
                broadcasts.get(gossip.id()).received(number, gossip.hops(), clock.getAsLong());
            }

            @Override
            public void neighborDead(PeerId peer) {
                record("dead", self, Optional.of(peer.address()), Optional.empty());
                if (population.isAlive(peer.address())) {
                    falseDeaths++;
                } else {
                    verdicts.declared(population.number(peer.address()), number);
                    detectionTimes.add(clock.getAsLong() - population.endOf(peer.address()));
                }
            }
        };
    }

    /** Creates the listener of a seed. */
    public SeedListener seed(Address self) {
        return new SeedListener() {
            @Override
            public void registered(PeerId peer, int members) {
                record("registered", self, Optional.of(peer.address()), Optional.empty());
                verdicts.listed(population.number(peer.address()), 1);
            }

            @Override
            public void removed(PeerId peer, String name, Reason reason, int members) {
                record("removed", self, Optional.of(peer.address()), Optional.empty());
                verdicts.listed(population.number(peer.address()), -1);
                if (population.isAlive(peer.address())) {
                    falseRemovals++;
                } else {
                    verdicts.removed();
                    removalTimes.add(clock.getAsLong() - population.endOf(peer.address()));
                }
            }
        };
    }
}
