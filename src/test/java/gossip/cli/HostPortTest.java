package gossip.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {

    @ParameterizedTest
    @CsvSource({"localhost, localhost, 0", "localhost:0, localhost, 0", "localhost:10, localhost, 10",
            "127.0.0.1:5000, 127.0.0.1, 5000", "a:65535, a, 65535", "[::1], ::1, 0",
            "[::1]:0, ::1, 0", "[::1]:7000, ::1, 7000"})
    void the_port_is_optional(String text, String host, int port) {
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
            5001        | '5001' is not HOST[:PORT]; with a port alone, write 127.0.0.1:5001
            0           | '0' is not HOST[:PORT]; with a port alone, write 127.0.0.1:0
            0:5000      | host '0' is not a host name or an IPv4 address such as 127.0.0.1
            """)
    void an_error_names_the_wrong_part(String text, String error) {
        assertEquals(error, assertThrows(IllegalArgumentException.class, () -> HostPort.parse(text)).getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "0.0.0.0:5000", "[::]", "[::]:5000", "[0:0:0:0:0:0:0:0]"})
    void an_unspecified_address_is_a_wildcard(String text) {
        assertTrue(HostPort.parse(text).isWildcard());
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]"})
    void another_host_is_no_wildcard(String text) {
        assertFalse(HostPort.parse(text).isWildcard());
    }
}
