package gossip.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How the ids of messages are put on lines. */
class MessageIdsTest {

    private static final Origin ORIGIN = origin(0);

    private static Origin origin(int number) {
        return new Origin(new Address("10.0.0.1", 7000 + number), 5);
    }

    private static List<List<Long>> linesOf(Long... ranges) {
        return MessageIds.lines(List.of(new MessageIds(ORIGIN, List.of(ranges)))).stream()
                .map(line -> line.getFirst().ranges()).toList();
    }

    @Test
    void a_line_has_at_most_1024_ids() {
        assertEquals(List.of(List.of(0L, 1024L), List.of(1024L, 1500L)), linesOf(0L, 1500L));
    }

    @Test
    void a_line_has_at_most_64_ranges() {
        Long[] ranges = LongStream.range(0, 65).flatMap(i -> LongStream.of(2 * i, 2 * i + 1)).boxed()
                .toArray(Long[]::new);
        assertEquals(List.of(128, 2), linesOf(ranges).stream().map(List::size).toList());
    }

    @Test
    void a_line_has_at_most_16_origins() {
        List<MessageIds> ids = IntStream.range(0, 17).mapToObj(i -> new MessageIds(origin(i), List.of(1L, 2L))).toList();
        assertEquals(List.of(16, 1), MessageIds.lines(ids).stream().map(List::size).toList());
    }

    @Test
    void the_lines_have_exactly_the_given_ids() {
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            List<MessageIds> ids = new ArrayList<>();
            int origins = 1 + random.nextInt(40);
            for (int i = 0; i < origins; i++) {
                ids.add(new MessageIds(origin(i), random.longs(2L * random.nextInt(1, 150), 0, 2000).distinct().sorted()
                        .boxed().collect(Collectors.collectingAndThen(Collectors.toList(), MessageIdsTest::evenly))));
            }
            List<MessageIds> found = new ArrayList<>();
            for (List<MessageIds> line : MessageIds.lines(ids)) {
                assertTrue(line.size() <= MessageIds.MAX_ORIGINS
                        && line.stream().mapToInt(each -> each.ranges().size() / 2).sum() <= MessageIds.MAX_RANGES
                        && line.stream().mapToInt(MessageIds::count).sum() <= MessageIds.MAX_COUNT, "seed " + seed);
                found.addAll(line);
            }
            assertEquals(numbers(ids), numbers(found), "seed " + seed);
        }
    }

    private static List<Long> evenly(List<Long> bounds) {
        return bounds.subList(0, bounds.size() / 2 * 2);
    }

    private static List<MessageId> numbers(List<MessageIds> ids) {
        List<MessageId> numbers = new ArrayList<>();
        ids.forEach(each -> each.forEachRange((first, end) -> LongStream.range(first, end)
                .forEach(sequence -> numbers.add(new MessageId(each.origin(), sequence)))));
        return numbers;
    }
}
