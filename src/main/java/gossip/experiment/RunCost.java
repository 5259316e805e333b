package gossip.experiment;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Locale;
import java.util.function.IntSupplier;

/** The time and memory that an experiment takes on this machine. They vary, so they are not part of the results. */
public final class RunCost {

    private final long startedAt = System.nanoTime();
    private long broadcastNanos;
    private long deliveries;

    /**
     * Runs the simulation while a broadcast spreads and measures the real time that it takes.
     *
     * @param receptions returns how often the broadcast has been received
     */
    public void measure(Runnable broadcast, IntSupplier receptions) {
        long start = System.nanoTime();
        broadcast.run();
        broadcastNanos += System.nanoTime() - start;
        deliveries += receptions.getAsInt();
    }

    @Override
    public String toString() {
        String perDelivery = deliveries == 0 ? "" : String.format(Locale.ROOT,
                ", %.2f us per delivery while broadcasts spread", broadcastNanos / 1e3 / deliveries);
        return String.format(Locale.ROOT, "took %.1f s and up to %,d MiB of heap%s; these figures vary from run to run",
                (System.nanoTime() - startedAt) / 1e9, peakHeapBytes() >> 20, perDelivery);
    }

    private static long peakHeapBytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage).mapToLong(usage -> usage.getUsed()).sum();
    }
}
