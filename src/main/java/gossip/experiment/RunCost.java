package gossip.experiment;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Locale;
import java.util.function.IntSupplier;

/** What a trial costs on this machine: no part of its results, as no two runs cost the same. */
final class RunCost {

    private final long begin = System.nanoTime();
    private long broadcastNanos;
    private long deliveries;

    /** @param delivered how often the broadcast had been received when the time was over */
    void measure(Runnable flood, IntSupplier delivered) {
        long since = System.nanoTime();
        flood.run();
        broadcastNanos += System.nanoTime() - since;
        deliveries += delivered.getAsInt();
    }

    @Override
    public String toString() {
        String each = deliveries == 0 ? ""
                : String.format(Locale.ROOT, ", %.2f us per delivery while a broadcast spread", broadcastNanos / 1e3 / deliveries);
        return String.format(Locale.ROOT, "took %.1f s and %,d MiB of heap at most%s; these vary from run to run",
                (System.nanoTime() - begin) / 1e9, peakHeapBytes() >> 20, each);
    }

    private static long peakHeapBytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage).mapToLong(usage -> usage.getUsed()).sum();
    }
}
