package gossip.experiment.metrics;

import gossip.protocol.Address;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The start, end and degree of every peer of an experiment. Peers are numbered in the order of their start. */
public final class Population {

    /** The end of a peer that still runs. */
    private static final long STILL_ALIVE = Long.MAX_VALUE;

    private final Map<Address, Integer> numbers = new HashMap<>();
    private final List<Address> addresses = new ArrayList<>();
    private final LongList starts = new LongList();
    private final LongList ends = new LongList();
    private final LongList degrees = new LongList();
    /** The running peers in no particular order. A peer that ends is replaced by the last one. */
    private final List<Address> alive = new ArrayList<>();
    /** The position in that list by number, while the peer runs. */
    private final LongList positions = new LongList();
    /** The number of links of each running peer whose other end has stopped. */
    private final LongList danglingEnds = new LongList();
    private long degreeSum;
    private long danglingSum;
    private long changes;

    /** Adds a peer and returns its number. */
    int started(Address address, long now) {
        int number = starts.size();
        numbers.put(address, number);
        addresses.add(address);
        positions.add(alive.size());
        alive.add(address);
        starts.add(now);
        ends.add(STILL_ALIVE);
        degrees.add(0);
        danglingEnds.add(0);
        return number;
    }

    /** Returns the number of a peer, or -1 if there was never a peer at this address, as at that of a seed. */
    int number(Address address) {
        return numbers.getOrDefault(address, -1);
    }

    /** @param neighbors the peers that had a link to it */
    void ended(Address address, List<Address> neighbors, long now) {
        int number = numbers.get(address);
        ends.set(number, now);
        degreeSum -= degrees.get(number);
        danglingSum -= danglingEnds.get(number);
        Address last = alive.removeLast();
        int position = (int) positions.get(number);
        if (!last.equals(address)) {
            alive.set(position, last);
            positions.set(numbers.get(last), position);
        }
        neighbors.stream().filter(this::isAlive).forEach(neighbor -> addDanglingEnd(numbers.get(neighbor), 1));
        changes++;
    }

    /** Notes that a peer has opened (+1) or closed (-1) a link to another one and has this degree now. */
    void linkChanged(int number, Address other, int change, int degree) {
        changes++;
        if (isRunning(number)) {
            degreeSum += degree - degrees.get(number);
            degrees.set(number, degree);
            if (!isAlive(other)) {
                addDanglingEnd(number, change);
            }
        }
    }

    private void addDanglingEnd(int number, int change) {
        long sum = Math.max(0, danglingEnds.get(number) + change);
        danglingSum += sum - danglingEnds.get(number);
        danglingEnds.set(number, sum);
    }

    /** Returns how often a link opened or closed, or a peer ended. */
    long changes() {
        return changes;
    }

    /** Returns the number of running peers. */
    public int size() {
        return alive.size();
    }

    /** Returns the number of links between running peers. A link that only one end knows counts half. */
    public long links() {
        return (degreeSum - danglingSum) / 2;
    }

    /** Returns the running peers in no particular order. */
    public List<Address> running() {
        return Collections.unmodifiableList(alive);
    }

    boolean isRunning(int number) {
        return ends.get(number) == STILL_ALIVE;
    }

    /** Returns the address of a peer by its number. */
    public Address address(int number) {
        return addresses.get(number);
    }

    /** Returns a random running peer. */
    public Address random(RandomGenerator random) {
        return alive.get(random.nextInt(alive.size()));
    }

    public boolean isAlive(Address address) {
        int number = number(address);
        return number >= 0 && isRunning(number);
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
