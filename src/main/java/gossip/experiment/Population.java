package gossip.experiment;

import gossip.protocol.Address;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Who has lived from when to when, and how well connected the living are. Peers are numbered in the order of start. */
final class Population {

    /** Later than anything in a run. */
    static final long STILL_ALIVE = Long.MAX_VALUE;

    private final Map<Address, Integer> numbers = new HashMap<>();
    private final LongList starts = new LongList();
    private long[] ends = new long[16];
    private int[] degrees = new int[16];
    /** In no order: whoever ends is replaced by the last. */
    private final List<Address> living = new ArrayList<>();
    private final Map<Address, Integer> positions = new HashMap<>();
    private long degreeSum;

    /** @return the number of the newcomer */
    int started(Address address, long now) {
        int number = starts.size();
        if (number == ends.length) {
            ends = Arrays.copyOf(ends, number * 2);
            degrees = Arrays.copyOf(degrees, number * 2);
        }
        numbers.put(address, number);
        positions.put(address, living.size());
        living.add(address);
        starts.add(now);
        ends[number] = STILL_ALIVE;
        return number;
    }

    void ended(Address address, long now) {
        int number = numbers.get(address);
        ends[number] = now;
        degreeSum -= degrees[number];
        Address last = living.removeLast();
        int place = positions.remove(address);
        if (!last.equals(address)) {
            living.set(place, last);
            positions.put(last, place);
        }
    }

    void setDegree(int number, int degree) {
        if (ends[number] == STILL_ALIVE) {
            degreeSum += degree - degrees[number];
            degrees[number] = degree;
        }
    }

    int size() {
        return living.size();
    }

    /** Links between the living, as their ends count them. */
    long links() {
        return degreeSum / 2;
    }

    Address random(RandomGenerator random) {
        return living.get(random.nextInt(living.size()));
    }

    boolean isAlive(Address address) {
        return endOf(address) == STILL_ALIVE;
    }

    /** Nanoseconds; {@link #STILL_ALIVE} for the living. */
    long endOf(Address address) {
        Integer number = numbers.get(address);
        return number == null ? STILL_ALIVE : ends[number];
    }

    /** Whether this peer lived at that time and lives still. */
    boolean isAliveSince(int number, long time) {
        return starts.get(number) <= time && ends[number] == STILL_ALIVE;
    }

    /** How many live that had started by that time. */
    int aliveSince(long time) {
        int count = 0;
        for (int number = 0; number < starts.size(); number++) {
            count += isAliveSince(number, time) ? 1 : 0;
        }
        return count;
    }
}
