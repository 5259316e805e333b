package gossip.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How the ids of messages are put on lines. */
class MessageIdsTest {

    private static final Origin ORIGIN = origin(0);

    private static Origin origin(int number) {
        return new Origin(new Address("10.0.0.1", 7000 + number), 5);
    }

    private static List<MessageId> ids(Origin origin, LongStream sequences) {
        return sequences.mapToObj(sequence -> new MessageId(origin, sequence)).toList();
    }

    private static List<List<Long>> rangesOfLines(List<MessageId> ids) {
        return MessageIds.lines(ids).stream().map(line -> line.getFirst().ranges()).toList();
    }

    @Test
    void adjacent_numbers_are_one_range_in_any_order() {
        List<MessageId> ids = ids(ORIGIN, LongStream.of(7, 3, 4, 9, 8));
        assertEquals(List.of(List.of(3L, 5L, 7L, 10L)), rangesOfLines(ids));
    }

    @Test
    void a_line_has_at_most_1024_ids() {
        assertEquals(List.of(List.of(0L, 1024L), List.of(1024L, 1500L)),
                rangesOfLines(ids(ORIGIN, LongStream.range(0, 1500))));
    }

    @Test
    void a_line_has_at_most_64_ranges() {
        List<List<Long>> lines = rangesOfLines(ids(ORIGIN, LongStream.range(0, 65).map(i -> 2 * i)));
        assertEquals(List.of(128, 2), lines.stream().map(List::size).toList());
    }

    @Test
    void a_line_has_at_most_16_origins() {
        List<MessageId> ids = Stream.iterate(0, i -> i + 1).limit(17).map(i -> new MessageId(origin(i), 1)).toList();
        assertEquals(List.of(16, 1), MessageIds.lines(ids).stream().map(List::size).toList());
    }

    @Test
    void the_lines_have_exactly_the_given_ids() {
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            List<MessageId> ids = new ArrayList<>();
            int origins = 1 + random.nextInt(40);
            for (int i = 0; i < origins; i++) {
                ids.addAll(ids(origin(i), random.longs(random.nextInt(1, 300), 0, 2000).distinct()));
            }
            Collections.shuffle(ids, random);
            List<MessageId> found = new ArrayList<>();
            for (List<MessageIds> line : MessageIds.lines(ids)) {
                assertTrue(line.size() <= MessageIds.MAX_ORIGINS
                        && line.stream().mapToInt(each -> each.ranges().size() / 2).sum() <= MessageIds.MAX_RANGES
                        && line.stream().mapToInt(MessageIds::count).sum() <= MessageIds.MAX_COUNT, "seed " + seed);
                line.forEach(each -> each.forEach(sequence -> found.add(new MessageId(each.origin(), sequence))));
            }
            assertEquals(sorted(ids), sorted(found), "seed " + seed);
        }
    }

    private static List<String> sorted(List<MessageId> ids) {
        return ids.stream().map(MessageId::toString).sorted().toList();
    }
}
