package gossip.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks through bytes eight at a time, which is what a node does most. Stateless and thread-safe. */
public final class Bytes {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOWEST_BITS = 0x0101010101010101L;
    private static final long HIGHEST_BITS = 0x8080808080808080L;
    private static final long MIXER = 0x9E3779B97F4A7C15L;

    private Bytes() {}

    /** Where the first such octet of {@code bytes[from, to)} is, or {@code to} if there is none. */
    public static int indexOf(byte[] bytes, int from, int to, char octet) {
        int i = from;
        // An octet that is the one looked for is 0 in the difference; only a 0 sets its highest bit in what follows.
        for (long wanted = octet * LOWEST_BITS; i + 8 <= to; i += 8) {
            long difference = eight(bytes, i) ^ wanted;
            long found = (difference - LOWEST_BITS) & ~difference & HIGHEST_BITS;
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (i < to && bytes[i] != octet) {
            i++;
        }
        return i;
    }

    /** Whether all of {@code bytes[from, to)} are below 128. */
    static boolean areAscii(byte[] bytes, int from, int to) {
        long all = 0;
        int i = from;
        for (; i + 8 <= to; i += 8) {
            all |= eight(bytes, i);
        }
        for (; i < to; i++) {
            all |= bytes[i];
        }
        return (all & HIGHEST_BITS) == 0;
    }

    /** A number that is the same for the same octets, and well spread; not for use between nodes. */
    static int hash(byte[] bytes, int from, int to) {
        long hash = to - from;
        int i = from;
        for (; i + 8 <= to; i += 8) {
            hash = (hash ^ eight(bytes, i)) * MIXER;
            hash ^= hash >>> 32;
        }
        for (; i < to; i++) {
            hash = (hash ^ bytes[i]) * MIXER;
        }
        return (int) (hash >>> 32);
    }

    private static long eight(byte[] bytes, int at) {
        return (long) EIGHT.get(bytes, at);
    }
}
