package gossip.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

/** How durations and endpoints are written on the command line. */
class ConvertersTest {

    private final Durations.Converter durations = new Durations.Converter();

    @ParameterizedTest
    @CsvSource({"13s, PT13S", "500ms, PT0.5S", "2m, PT2M", "1ms, PT0.001S", "24h, PT24H", "86400000ms, PT24H", "007s, PT7S"})
    void a_duration_is_a_number_and_its_unit(String text, Duration duration) {
        assertEquals(duration, durations.convert(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "13", "s", "s13", "13 s", "-1s", "+1s", "1.5s", "13S", "13sec", "1h30m", "PT13S", "1e3s",
            "1234567890s", "\u0661s"})
    void what_is_no_duration_is_named_with_examples(String text) {
        assertEquals("'" + text + "' is not a duration such as 13s, 500ms or 2m",
                assertThrows(TypeConversionException.class, () -> durations.convert(text)).getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "0ms", "25h", "86401s", "999999999h"})
    void a_duration_out_of_bounds_is_named_with_them(String text) {
        assertEquals("'" + text + "' is not in 1ms..24h",
                assertThrows(TypeConversionException.class, () -> durations.convert(text)).getMessage());
    }

    @ParameterizedTest
    @CsvSource({"localhost, localhost, 0", "localhost:0, localhost, 0", "localhost:10, localhost, 10",
            "127.0.0.1:5000, 127.0.0.1, 5000", "a:65535, a, 65535", "[::1], ::1, 0", "[::1]:0, ::1, 0", "[::1]:7000, ::1, 7000"})
    void an_endpoint_is_a_host_and_perhaps_a_port(String text, String host, int port) {
        assertEquals(new HostPort(host, port), HostPort.parse(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a:70000     | port 70000 is not in 1..65535
            a:-1        | port '-1' is not a number in 1..65535
            a:x         | port 'x' is not a number in 1..65535
            a:          | port '' is not a number in 1..65535
            ``          | host '' is not a host name or IP address
            :5000       | host '' is not a host name or IP address
            []          | host '' is not a host name or IP address
            a b         | host 'a b' is not a host name or IP address
            fe80::1:80  | IPv6 host 'fe80::1' must stand in brackets
            """)
    void a_wrong_endpoint_says_what_is_wrong_with_it(String text, String mistake) {
        assertEquals(mistake, assertThrows(IllegalArgumentException.class, () -> HostPort.parse(text)).getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "0.0.0.0:5000", "[::]", "[::]:5000"})
    void a_wildcard_cannot_be_dialled(String text) {
        assertTrue(HostPort.parse(text).isWildcard());
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]"})
    void another_host_is_no_wildcard(String text) {
        assertFalse(HostPort.parse(text).isWildcard());
    }
}
