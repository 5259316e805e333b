package gossip.experiment;

import gossip.protocol.Address;
import gossip.stats.Percentiles;
import java.util.Arrays;
import java.util.stream.IntStream;

/** What becomes of one broadcast, written down as it happens. */
final class BroadcastRecorder {

    private final Address origin;
    private final int originNumber;
    private final long generatedAt;
    private final int peers;
    private final long links;
    private final LongList receivers = new LongList();
    private final LongList latencies = new LongList();
    private final LongList hops = new LongList();
    private long promptSends;
    private long lateSends;

    BroadcastRecorder(Address origin, int originNumber, long now, Population population) {
        this.origin = origin;
        this.originNumber = originNumber;
        this.generatedAt = now;
        this.peers = population.size();
        this.links = population.links();
    }

    void received(int receiver, int hopsThere, long now) {
        receivers.add(receiver);
        latencies.add(now - generatedAt);
        hops.add(hopsThere);
    }

    /** @param prompt what counts as at once, in nanoseconds */
    void sent(long now, long prompt) {
        if (now - generatedAt <= prompt) {
            promptSends++;
        } else {
            lateSends++;
        }
    }

    /** Whether so many have received it as lived, besides its origin, when it was generated. */
    boolean hasReachedAll() {
        return receivers.size() >= peers - 1;
    }

    int receptions() {
        return receivers.size();
    }

    /** In nanoseconds, at those to whom it was due. */
    double[] latencies(Population population) {
        return due(latencies, population);
    }

    /** Links crossed to those to whom it was due. */
    double[] hops(Population population) {
        return due(hops, population);
    }

    /** Whoever comes later is told of it by anti-entropy, which is another story than how it spread. */
    private double[] due(LongList values, Population population) {
        return IntStream.range(0, receivers.size())
                .filter(i -> population.isAliveSince((int) receivers.get(i), generatedAt))
                .mapToDouble(values::get).toArray();
    }

    /**
     * @param begin of the run
     * @param prompt what counts as at once, in nanoseconds
     */
    BroadcastResult result(Population population, long begin, long prompt) {
        int due = population.aliveSince(generatedAt) - (population.isAliveSince(originNumber, generatedAt) ? 1 : 0);
        double[] timely = latencies(population);
        int promptly = (int) Arrays.stream(timely).filter(latency -> latency <= prompt).count();
        return new BroadcastResult((generatedAt - begin) / 1e9, origin, peers, links, due, timely.length, promptly,
                Percentiles.of(hops(population)), Percentiles.of(timely).times(1e-6), promptSends, lateSends);
    }
}
