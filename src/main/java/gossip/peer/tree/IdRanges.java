package gossip.peer.tree;

import gossip.protocol.MessageId;
import gossip.protocol.MessageIds;
import gossip.protocol.Origin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A set of message ids, kept as ranges of sequence numbers for each origin. The ids of a burst are one range. */
final class IdRanges {

    private final Map<Origin, SequenceRanges> byOrigin = new LinkedHashMap<>();
    private int size;
    private int ranges;

    /** Adds an id that is not in the set. */
    void add(MessageId id) {
        SequenceRanges known = byOrigin.computeIfAbsent(id.origin(), origin -> new SequenceRanges());
        ranges -= known.ranges();
        known.add(id.sequence(), id.sequence() + 1);
        ranges += known.ranges();
        size++;
    }

    /** Adds ids, some of which may be in the set. */
    void addAll(MessageIds ids) {
        SequenceRanges known = byOrigin.computeIfAbsent(ids.origin(), origin -> new SequenceRanges());
        change(known, () -> ids.forEachRange(known::add));
    }

    /** Adds all ids of another set. */
    void addAll(IdRanges other) {
        other.byOrigins().forEach(this::addAll);
    }

    /** Removes those of the ids that are in the set. */
    void removeAll(MessageIds ids) {
        SequenceRanges known = byOrigin.get(ids.origin());
        if (known != null) {
            change(known, () -> ids.forEachRange(known::remove));
            if (known.ranges() == 0) {
                byOrigin.remove(ids.origin());
            }
        }
    }

    private void change(SequenceRanges of, Runnable change) {
        long numbers = of.numbers();
        int before = of.ranges();
        change.run();
        size += (int) (of.numbers() - numbers);
        ranges += of.ranges() - before;
    }

    boolean contains(MessageId id) {
        SequenceRanges known = size == 0 ? null : byOrigin.get(id.origin());
        return known != null && known.contains(id.sequence());
    }

    int size() {
        return size;
    }

    /** Returns how many ranges of all origins the set has. */
    int ranges() {
        return ranges;
    }

    /** Returns the ids as lists that each fit on a line. */
    List<List<MessageIds>> lines() {
        return MessageIds.lines(byOrigins());
    }

    private List<MessageIds> byOrigins() {
        return byOrigin.entrySet().stream()
                .map(entry -> new MessageIds(entry.getKey(), entry.getValue().toList())).toList();
    }
}
