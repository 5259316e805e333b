package gossip.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gossip.peer.broadcast.Retention;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionLimitsTest {

    private static Retention merged(String... limits) {
        return RetentionLimits.merge(Stream.of(limits).map(RetentionLimits::parse).toList());
    }

    @Test
    void without_a_limit_it_is_the_default() {
        assertEquals(Retention.DEFAULT, RetentionLimits.merge(List.of()));
    }

    @Test
    void a_number_a_size_and_a_time_may_be_given_together() {
        assertEquals(new Retention(OptionalInt.of(1000), OptionalLong.of(8 << 20), Optional.of(Duration.ofMinutes(10))),
                merged("1000", "8M", "10m"));
    }

    @Test
    void a_capital_letter_is_a_size_and_a_small_one_a_time() {
        assertEquals(OptionalLong.of(2048), merged("2KiB").bytes());
        assertEquals(OptionalLong.of(1L << 30), merged("1GB").bytes());
        assertEquals(Optional.of(Duration.ofSeconds(90)), merged("90s").age());
        assertEquals(Optional.of(Duration.ofDays(7)), merged("7d").age());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "0", "1.5M", "0K", "0s", "9999999999", "25h", "5k", "0d", "10000d"})
    void any_other_text_is_an_error(String text) {
        assertThrows(IllegalArgumentException.class, () -> RetentionLimits.parse(text));
    }
}
