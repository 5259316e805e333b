package gossip.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.LongConsumer;

/**
 * The ids of some messages of one origin, as ascending ranges of their sequence numbers. The ids of a burst are one
 * range, so announcing them costs a few bytes.
 *
 * @param ranges first, end, first, end, ... The end is the number after the last one.
 */
public record MessageIds(Origin origin, List<Long> ranges) {

    /** The largest number of origins in a line. With {@link #MAX_RANGES} it keeps a line below the longest one. */
    static final int MAX_ORIGINS = 16;
    /** The largest number of ranges in a line. */
    static final int MAX_RANGES = 64;
    /** The largest number of ids in a line, so that a short line cannot name a huge number of messages. */
    public static final int MAX_COUNT = 1024;

    public MessageIds {
        ranges = List.copyOf(ranges);
    }

    /** Returns the ids as lists that each fit on a line. */
    public static List<List<MessageIds>> lines(Iterable<MessageId> ids) {
        Map<Origin, TreeSet<Long>> sequences = new LinkedHashMap<>();
        ids.forEach(id -> sequences.computeIfAbsent(id.origin(), origin -> new TreeSet<>()).add(id.sequence()));
        List<List<MessageIds>> lines = new ArrayList<>();
        Line line = new Line();
        for (Map.Entry<Origin, TreeSet<Long>> entry : sequences.entrySet()) {
            for (long sequence : entry.getValue()) {
                if (!line.add(entry.getKey(), sequence)) {
                    lines.add(line.ids());
                    line = new Line();
                    line.add(entry.getKey(), sequence);
                }
            }
        }
        if (line.count > 0) {
            lines.add(line.ids());
        }
        return lines;
    }

    private static final class Line {
        private final Map<Origin, List<Long>> ranges = new LinkedHashMap<>();
        private int rangeCount;
        private int count;

        /** Adds the id, if it fits. The sequence numbers of an origin are added in ascending order. */
        private boolean add(Origin origin, long sequence) {
            List<Long> own = ranges.getOrDefault(origin, List.of());
            boolean adjacent = !own.isEmpty() && own.getLast() == sequence;
            if (count == MAX_COUNT || !adjacent && rangeCount == MAX_RANGES
                    || own.isEmpty() && ranges.size() == MAX_ORIGINS) {
                return false;
            }
            count++;
            if (adjacent) {
                own.set(own.size() - 1, sequence + 1);
            } else {
                rangeCount++;
                ranges.computeIfAbsent(origin, key -> new ArrayList<>()).addAll(List.of(sequence, sequence + 1));
            }
            return true;
        }

        private List<MessageIds> ids() {
            return ranges.entrySet().stream().map(entry -> new MessageIds(entry.getKey(), entry.getValue())).toList();
        }
    }

    /** Reads the ids up to the end of the line, those of one origin or more. */
    static List<MessageIds> read(FieldReader in) throws ProtocolException {
        List<MessageIds> ids = new ArrayList<>();
        int rangeCount = 0;
        long count = 0;
        do {
            Origin origin = in.slashedOrigin("origin");
            List<Long> ranges = new ArrayList<>();
            long lowest = 0;
            do {
                long first = in.number("first", lowest, MessageId.MAX_SEQUENCE);
                lowest = in.number("end", first + 1, Long.MAX_VALUE);
                ranges.addAll(List.of(first, lowest));
                count = Math.min(MAX_COUNT + 1, count + lowest - first);
                rangeCount++;
            } while (in.isAtNumber());
            ids.add(new MessageIds(origin, ranges));
            if (ids.size() > MAX_ORIGINS || rangeCount > MAX_RANGES || count < 0 || count > MAX_COUNT) {
                throw new ProtocolException("more than " + MAX_ORIGINS + " origins, " + MAX_RANGES + " ranges or "
                        + MAX_COUNT + " messages");
            }
        } while (in.hasMore());
        return List.copyOf(ids);
    }

    void write(LineBuffer out) {
        out.space().address(origin.address()).character('/').number(origin.start());
        ranges.forEach(bound -> out.space().number(bound));
    }

    /** Calls the action with each sequence number, in ascending order. */
    public void forEach(LongConsumer action) {
        for (int i = 0; i < ranges.size(); i += 2) {
            for (long sequence = ranges.get(i); sequence < ranges.get(i + 1); sequence++) {
                action.accept(sequence);
            }
        }
    }

    public boolean contains(long sequence) {
        for (int i = 0; i < ranges.size(); i += 2) {
            if (sequence >= ranges.get(i) && sequence < ranges.get(i + 1)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the number of ids. */
    public int count() {
        long count = 0;
        for (int i = 0; i < ranges.size(); i += 2) {
            count += ranges.get(i + 1) - ranges.get(i);
        }
        return (int) count;
    }
}
