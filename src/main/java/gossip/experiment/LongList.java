package gossip.experiment;

import java.util.Arrays;

/** A growing list of primitive numbers. Millions of receptions as objects would need too much memory. */
final class LongList {

    private long[] values = new long[16];
    private int size;

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    long get(int index) {
        return values[index];
    }

    void set(int index, long value) {
        values[index] = value;
    }

    double[] toDoubles() {
        return Arrays.stream(values, 0, size).asDoubleStream().toArray();
    }
}
