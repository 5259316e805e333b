package gossip.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /** Receives ranges of sequence numbers. */
    @FunctionalInterface
    public interface RangeAction {
        /** @param end the number after the last one */
        void accept(long first, long end);
    }

    public MessageIds {
        ranges = List.copyOf(ranges);
    }

    /** Returns the ids as lists that each fit on a line. No origin may be given twice. */
    public static List<List<MessageIds>> lines(List<MessageIds> byOrigin) {
        Lines lines = new Lines();
        byOrigin.forEach(ids -> ids.forEachRange((first, end) -> lines.add(ids.origin(), first, end)));
        lines.end();
        return lines.complete;
    }

    private static final class Lines {
        private final List<List<MessageIds>> complete = new ArrayList<>();
        private final Map<Origin, List<Long>> ranges = new LinkedHashMap<>();
        private int rangeCount;
        private int count;

        /** Adds the range to the present line, or to further lines what does not fit. */
        private void add(Origin origin, long first, long end) {
            for (long start = first; start < end;) {
                if (count == MAX_COUNT || rangeCount == MAX_RANGES
                        || ranges.size() == MAX_ORIGINS && !ranges.containsKey(origin)) {
                    end();
                }
                long part = Math.min(end, start + MAX_COUNT - count);
                ranges.computeIfAbsent(origin, key -> new ArrayList<>()).addAll(List.of(start, part));
                rangeCount++;
                count += (int) (part - start);
                start = part;
            }
        }

        /** Ends the present line. */
        private void end() {
            if (count > 0) {
                complete.add(ranges.entrySet().stream()
                        .map(entry -> new MessageIds(entry.getKey(), entry.getValue())).toList());
            }
            ranges.clear();
            rangeCount = 0;
            count = 0;
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

    /** Calls the action with each range, in ascending order. */
    public void forEachRange(RangeAction action) {
        for (int i = 0; i < ranges.size(); i += 2) {
            action.accept(ranges.get(i), ranges.get(i + 1));
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
