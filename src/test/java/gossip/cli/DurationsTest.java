package gossip.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationsTest {

    private final Durations.Converter converter = new Durations.Converter();

    @ParameterizedTest
    @CsvSource({"13s, PT13S", "500ms, PT0.5S", "2m, PT2M", "1ms, PT0.001S", "24h, PT24H",
            "86400000ms, PT24H", "007s, PT7S"})
    void a_duration_is_a_number_and_a_unit(String text, Duration duration) {
        assertEquals(duration, converter.convert(text));
        assertEquals(duration, Durations.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "13", "s", "s13", "13 s", "-1s", "+1s", "1.5s", "13S", "13sec", "1h30m", "PT13S",
            "1e3s", "1234567890s", "\u0661s"})
    void an_error_names_the_text_and_gives_examples(String text) {
        assertEquals("'" + text + "' is not a duration such as 13s, 500ms or 2m",
                assertThrows(TypeConversionException.class, () -> converter.convert(text)).getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "0ms", "25h", "86401s", "999999999h"})
    void an_error_names_the_allowed_range(String text) {
        assertEquals("'" + text + "' is not in 1ms..24h",
                assertThrows(TypeConversionException.class, () -> converter.convert(text)).getMessage());
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0s", "PT0.001S, 1ms", "PT1.5S, 1500ms", "PT13S, 13s", "PT60S, 1m", "PT90S, 90s", "PT24H, 1440m"})
    void a_duration_is_formatted_in_its_largest_whole_unit_up_to_minutes(Duration duration, String text) {
        assertEquals(text, Durations.format(duration));
    }
}
