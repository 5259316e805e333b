package gossip.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Operations on byte ranges that read eight bytes at a time. Nodes spend most of their time in them. Stateless and
 * thread-safe.
 */
public final class Bytes {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOWEST_BITS = 0x0101010101010101L;
    private static final long HIGHEST_BITS = 0x8080808080808080L;
    /** The golden ratio times 2^64, the multiplier of Fibonacci hashing (Knuth). */
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private Bytes() {}

    /** Returns the index of the first {@code target} in {@code bytes[from, to)}, or {@code to} if there is none. */
    public static int indexOf(byte[] bytes, int from, int to, char target) {
        int i = from;
        // A byte equal to the target is 0 in the difference. The lowest set bit of matches belongs to the first such
        // byte ("Determine if a word has a zero byte", Anderson, Bit Twiddling Hacks).
        for (long pattern = target * LOWEST_BITS; i + 8 <= to; i += 8) {
            long difference = readLong(bytes, i) ^ pattern;
            long matches = (difference - LOWEST_BITS) & ~difference & HIGHEST_BITS;
            if (matches != 0) {
                return i + (Long.numberOfTrailingZeros(matches) >>> 3);
            }
        }
        while (i < to && bytes[i] != target) {
            i++;
        }
        return i;
    }

    /** Tests whether all bytes in {@code bytes[from, to)} are below 128. */
    static boolean areAscii(byte[] bytes, int from, int to) {
        long all = 0;
        int i = from;
        for (; i + 8 <= to; i += 8) {
            all |= readLong(bytes, i);
        }
        for (; i < to; i++) {
            all |= bytes[i];
        }
        return (all & HIGHEST_BITS) == 0;
    }

    /** Returns a well-distributed hash of {@code bytes[from, to)}. It must not be sent to other nodes. */
    static int hash(byte[] bytes, int from, int to) {
        long hash = to - from;
        int i = from;
        for (; i + 8 <= to; i += 8) {
            hash = (hash ^ readLong(bytes, i)) * MULTIPLIER;
            hash ^= hash >>> 32;
        }
        for (; i < to; i++) {
            hash = (hash ^ bytes[i]) * MULTIPLIER;
        }
        return (int) (hash >>> 32);
    }

    private static long readLong(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }
}
