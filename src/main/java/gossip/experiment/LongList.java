package gossip.experiment;

import java.util.Arrays;

/** A list of numbers that grows; millions of receptions as objects would not fit. */
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

    double[] toDoubles() {
        double[] doubles = new double[size];
        for (int i = 0; i < size; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }
}
