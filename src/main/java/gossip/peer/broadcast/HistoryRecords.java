package gossip.peer.broadcast;

import gossip.node.JournalEntry;
import gossip.peer.signature.MessageAuthentication;
import gossip.protocol.HashPrefix;
import gossip.protocol.Message;
import gossip.protocol.Message.Certificate;
import gossip.protocol.Message.Floor;
import gossip.protocol.Message.Gossip;
import gossip.protocol.Message.Watermark;
import gossip.protocol.Message.Watermarks;
import gossip.protocol.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The history of messages as records of a journal. It makes the records of a snapshot, and restores the history from
 * records. A snapshot consists of:
 *
 * <pre>
 * WATERMARKS   the horizon, if origins were forgotten
 * FLOOR        for each origin: the numbers below it were given up
 * WATERMARK    for each origin: its age and the ranges of received numbers; several if it has more than 64
 * CERTIFICATE  the certificates of the retained messages
 * GOSSIP       the retained messages, oldest first
 * </pre>
 *
 * <p>Restored origins count as unlisted, and the time while no process ran counts as silence.
 */
public final class HistoryRecords {

    private final MessageHistory history;
    private final MessageAuthentication authentication;
    private final LongSupplier clock;
    /** Ages of origins that precede their messages, as times in seconds relative to the start. */
    private final Map<Origin, Integer> stated = new HashMap<>(0);

    /** @param clock the time of day in milliseconds since 1970 */
    public HistoryRecords(MessageHistory history, MessageAuthentication authentication, LongSupplier clock) {
        this.history = history;
        this.authentication = authentication;
        this.clock = clock;
    }

    // ---- snapshot

    /** Returns records that restore the present state. */
    public List<JournalEntry> snapshot() {
        List<JournalEntry> records = new ArrayList<>();
        long now = clock.getAsLong();
        if (history.table().horizon() < Integer.MAX_VALUE) {
            records.add(new JournalEntry(now, new Watermarks(HashPrefix.ROOT, history.table().horizon(), 0)));
        }
        history.tree().under(HashPrefix.ROOT).forEach(state -> addOrigin(records, state, now));
        MessageCache cache = history.cache();
        cache.certificates().forEach(fingerprint -> authentication.certificate(fingerprint)
                .ifPresent(encoded -> records.add(new JournalEntry(now, new Certificate(encoded)))));
        cache.positions().forEach(position -> records.add(new JournalEntry(
                cache.time(position), Optional.of(cache.sender(position)), cache.message(position))));
        return records;
    }

    private void addOrigin(List<JournalEntry> records, OriginState state, long now) {
        int age = history.age(state);
        if (state.runStart() > 0) {
            records.add(new JournalEntry(now, new Floor(state.origin(), state.runStart(), age)));
        }
        List<Long> ranges = state.ranges();
        for (int from = 0; from < ranges.size(); from += 2 * Watermark.MAX_RANGES) {
            int to = Math.min(ranges.size(), from + 2 * Watermark.MAX_RANGES);
            records.add(new JournalEntry(now, new Watermark(state.origin(), 0, age, ranges.subList(from, to))));
        }
    }

    // ---- restoration

    /** Restores what the records say, without events. Called before this peer has received anything. */
    public void restore(List<JournalEntry> records) {
        records.forEach(this::restore);
        stated.clear();
    }

    private void restore(JournalEntry entry) {
        Message message = entry.message();
        switch (message) {
            case Watermarks header -> history.table().restoreHorizon(time(entry, header.horizon()));
            case Floor floor when floor.next() == 0 -> stated.put(floor.origin(), time(entry, floor.age()));
            case Floor floor -> change(floor.origin(), time(entry, floor.age()), state ->
                    state.raiseFloor(floor.next(), history.table().windows(), (first, end) -> { }));
            case Watermark watermark -> change(watermark.origin(), time(entry, watermark.age()), state -> {
                for (int i = 0; i < watermark.received().size(); i += 2) {
                    state.addRange(watermark.received().get(i), watermark.received().get(i + 1),
                            history.table().windows());
                }
            });
            case Certificate certificate -> authentication.restore(certificate.encoded());
            case Gossip gossip -> restore(gossip, entry);
            // A record of another version.
            default -> { }
        }
    }

    private void restore(Gossip gossip, JournalEntry entry) {
        Origin origin = gossip.id().origin();
        Integer active = stated.remove(origin);
        change(origin, active == null ? time(entry, 0) : active, state -> {
            state.add(gossip.id().sequence(), history.table().windows());
            history.cache().add(state, gossip, entry.sender().orElse(origin.address()), entry.time());
        });
    }

    private interface Change {
        void apply(OriginState state);
    }

    /** @param active time of the last activity of the origin, in seconds relative to the start */
    private void change(Origin origin, int active, Change change) {
        history.find(origin).or(() -> history.table().restore(origin, active)).ifPresent(state -> {
            history.tree().change(state, () -> change.apply(state));
            state.setLastActive(active);
        });
    }

    /** Returns a time before a record, in seconds relative to the start of this process, 0 or less. */
    private int time(JournalEntry entry, int secondsBefore) {
        long millis = entry.time() - clock.getAsLong();
        return (int) Math.max(-OriginTable.MAX_SILENCE, Math.min(0, Math.floorDiv(millis, 1000)) - secondsBefore);
    }
}
