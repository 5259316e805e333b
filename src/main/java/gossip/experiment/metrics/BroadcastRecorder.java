package gossip.experiment.metrics;

import gossip.protocol.Address;
import gossip.stats.Percentiles;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Records the sends and receptions of one broadcast while it spreads. Times are virtual nanoseconds. */
public final class BroadcastRecorder {

    private final Address origin;
    private final int originNumber;
    private final long generatedAt;
    private final List<Long> reachNanos;
    private final long atOnceNanos;
    private final Population population;
    private final int peers;
    private final long links;
    private final long changes;
    private final LongList receivers = new LongList();
    private final LongList latencies = new LongList();
    private final LongList hops = new LongList();
    private boolean atFailure;
    private boolean unchanged = true;
    private long sends;
    private long lateSends;

    /** @param reachNanos times after generation at which the reach is counted; up to the last one counts as at once */
    BroadcastRecorder(Address origin, int originNumber, long now, List<Long> reachNanos, Population population) {
        this.origin = origin;
        this.originNumber = originNumber;
        this.generatedAt = now;
        this.reachNanos = reachNanos;
        this.atOnceNanos = reachNanos.getLast();
        this.population = population;
        this.peers = population.size();
        this.links = population.links();
        this.changes = population.changes();
    }

    /** Notes that it was generated at the moment of a failure. */
    public void setAtFailure() {
        atFailure = true;
    }

    void received(int receiver, int hopsFromOrigin, long now) {
        receivers.add(receiver);
        latencies.add(now - generatedAt);
        hops.add(hopsFromOrigin);
    }

    void sent(long now) {
        if (now - generatedAt <= atOnceNanos) {
            sends++;
            unchanged &= population.changes() == changes;
        } else {
            lateSends++;
        }
    }

    /** Returns whether as many peers have received it as ran besides the origin when it was generated. */
    public boolean hasReachedAll() {
        return receivers.size() >= peers - 1;
    }

    public int receptions() {
        return receivers.size();
    }

    /** Returns the number of a receiver, by the order of the receptions. */
    public int receiver(int index) {
        return (int) receivers.get(index);
    }

    public long generatedAt() {
        return generatedAt;
    }

    public Address origin() {
        return origin;
    }

    /** Returns the latency in nanoseconds of a reception, by the order of the receptions. */
    public long latency(int index) {
        return latencies.get(index);
    }

    /** Returns the hops of a reception, by the order of the receptions. */
    public int hops(int index) {
        return (int) hops.get(index);
    }

    /** Returns the latencies in nanoseconds of the deliveries that were due. */
    public double[] latencies() {
        return due(latencies);
    }

    /** Returns the hops of the deliveries that were due. */
    public double[] hops() {
        return due(hops);
    }

    /** Selects the receivers that ran at the generation and still run. Later peers receive it by anti-entropy. */
    private double[] due(LongList values) {
        return IntStream.range(0, receivers.size())
                .filter(i -> population.isAliveSince((int) receivers.get(i), generatedAt))
                .mapToDouble(values::get).toArray();
    }

    /** @param runStart when the run began */
    public BroadcastResult result(long runStart) {
        int due = population.aliveSince(generatedAt) - (population.isAliveSince(originNumber, generatedAt) ? 1 : 0);
        double[] dueLatencies = latencies();
        List<Integer> reached = reachNanos.stream()
                .map(nanos -> (int) Arrays.stream(dueLatencies).filter(latency -> latency <= nanos).count()).toList();
        return new BroadcastResult((generatedAt - runStart) / 1e9, atFailure, origin, peers, links, due,
                dueLatencies.length, reached, receivers.size(), unchanged, Percentiles.of(hops()),
                Percentiles.of(dueLatencies).times(1e-6), sends, lateSends);
    }
}
