package gossip.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the singular and the plural behind a number. */
class CountsTest {

    @ParameterizedTest
    @CsvSource({"1, hop, 1 hop", "0, hop, 0 hops", "2, copy, 2 copies", "1, copy, 1 copy",
        "2, first copy, 2 first copies", "3, miss, 3 misses", "2, key, 2 keys", "-1, branch, -1 branches"})
    void the_noun_is_in_the_singular_after_one_only(long number, String noun, String text) {
        assertEquals(text, Counts.of(number, noun));
    }

    @Test
    void a_large_number_may_have_separators() {
        assertEquals("1,000 bytes", Counts.grouped(1_000, "byte"));
        assertEquals("1 byte", Counts.grouped(1, "byte"));
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 0 of 1 member", "1, 1, 1 of 1 member", "1, 2, 1 of 2 members"})
    void the_noun_of_a_part_follows_the_whole(long part, long whole, String text) {
        assertEquals(text, Counts.of(part, whole, "member"));
    }
}
