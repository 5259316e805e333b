package gossip.experiment.metrics;

import gossip.protocol.Address;
import gossip.stats.Percentiles;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Records the sends and receptions of one broadcast while it spreads. Times are virtual nanoseconds. */
public final class BroadcastRecorder {

    private final Address origin;
    private final int originNumber;
    private final long generatedAt;
    private final long promptNanos;
    private final Population population;
    private final int peers;
    private final long links;
    private final LongList receivers = new LongList();
    private final LongList latencies = new LongList();
    private final LongList hops = new LongList();
    private long promptSends;
    private long lateSends;

    /** @param promptNanos the time after generation up to which sends and deliveries count as prompt */
    public BroadcastRecorder(Address origin, int originNumber, long now, long promptNanos, Population population) {
        this.origin = origin;
        this.originNumber = originNumber;
        this.generatedAt = now;
        this.promptNanos = promptNanos;
        this.population = population;
        this.peers = population.size();
        this.links = population.links();
    }

    public void received(int receiver, int hopsFromOrigin, long now) {
        receivers.add(receiver);
        latencies.add(now - generatedAt);
        hops.add(hopsFromOrigin);
    }

    public void sent(long now) {
        if (now - generatedAt <= promptNanos) {
            promptSends++;
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
        int promptly = (int) Arrays.stream(dueLatencies).filter(latency -> latency <= promptNanos).count();
        return new BroadcastResult((generatedAt - runStart) / 1e9, origin, peers, links, due, dueLatencies.length,
                promptly, Percentiles.of(hops()), Percentiles.of(dueLatencies).times(1e-6), promptSends, lateSends);
    }
}
