package gossip.experiment.metrics;

import gossip.protocol.Address;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The start, end and degree of every peer of an experiment. Peers are numbered in the order of their start. */
public final class Population {

    /** The end of a peer that still runs. */
    private static final long STILL_ALIVE = Long.MAX_VALUE;

    private final Map<Address, Integer> numbers = new HashMap<>();
    private final LongList starts = new LongList();
    private final LongList ends = new LongList();
    private final LongList degrees = new LongList();
    /** The running peers in no particular order. A peer that ends is replaced by the last one. */
    private final List<Address> alive = new ArrayList<>();
    private final Map<Address, Integer> positions = new HashMap<>();
    private long degreeSum;

    /** Adds a peer and returns its number. */
    public int started(Address address, long now) {
        int number = starts.size();
        numbers.put(address, number);
        positions.put(address, alive.size());
        alive.add(address);
        starts.add(now);
        ends.add(STILL_ALIVE);
        degrees.add(0);
        return number;
    }

    public void ended(Address address, long now) {
        int number = numbers.get(address);
        ends.set(number, now);
        degreeSum -= degrees.get(number);
        Address last = alive.removeLast();
        int position = positions.remove(address);
        if (!last.equals(address)) {
            alive.set(position, last);
            positions.put(last, position);
        }
    }

    public void setDegree(int number, int degree) {
        if (ends.get(number) == STILL_ALIVE) {
            degreeSum += degree - degrees.get(number);
            degrees.set(number, degree);
        }
    }

    /** Returns the number of running peers. */
    public int size() {
        return alive.size();
    }

    /** Returns the number of links between running peers, computed as half the sum of their degrees. */
    public long links() {
        return degreeSum / 2;
    }

    /** Returns a random running peer. */
    public Address random(RandomGenerator random) {
        return alive.get(random.nextInt(alive.size()));
    }

    public boolean isAlive(Address address) {
        return positions.containsKey(address);
    }

    /** Returns when a peer ended, in virtual nanoseconds. The peer must have ended. */
    public long endOf(Address address) {
        return ends.get(numbers.get(address));
    }

    /** Returns whether a peer ran at a time and still runs. */
    public boolean isAliveSince(int number, long time) {
        return starts.get(number) <= time && ends.get(number) == STILL_ALIVE;
    }

    /** Returns how many peers ran at a time and still run. */
    public int aliveSince(long time) {
        int count = 0;
        for (int number = 0; number < starts.size(); number++) {
            count += isAliveSince(number, time) ? 1 : 0;
        }
        return count;
    }
}
