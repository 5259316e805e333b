package gossip.experiment.metrics;

import java.util.Arrays;

/** A growing list of primitive numbers. Millions of receptions as objects would need too much memory. */
public final class LongList {

    private long[] values = new long[16];
    private int size;

    public void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    public int size() {
        return size;
    }

    public long get(int index) {
        return values[index];
    }

    public void set(int index, long value) {
        values[index] = value;
    }

    public double[] toDoubles() {
        return Arrays.stream(values, 0, size).asDoubleStream().toArray();
    }

    long[] toLongs() {
        return Arrays.copyOf(values, size);
    }
}
