package gossip.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    private static String refusal(String text) {
        return assertThrows(IllegalArgumentException.class, () -> Address.parse(text), text).getMessage();
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:5000, 127.0.0.1, 5000", "localhost:1, localhost, 1", "a-b.example.org:65535, a-b.example.org, 65535",
            "[::1]:6001, ::1, 6001", "[fe80::1%eth0]:6001, fe80::1%eth0, 6001"})
    void an_address_is_a_host_and_a_port(String text, String host, int port) {
        assertEquals(new Address(host, port), Address.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:5000", "localhost:1", "[::1]:6001", "[2001:db8::ff00:42:8329]:65535", "[fe80::1%eth0]:1"})
    void an_address_prints_as_it_is_read(String text) {
        assertEquals(text, Address.parse(text).toString());
    }

    @Test
    void addresses_are_equal_when_host_and_port_are() {
        assertEquals(new Address("a", 1), new Address("a", 1));
        assertNotEquals(new Address("a", 1), new Address("a", 2));
        assertNotEquals(new Address("a", 1), new Address("b", 1));
    }

    @Test
    void lives_are_equal_when_address_and_incarnation_are() {
        PeerId life = new PeerId(new Address("a", 1), 7);
        assertEquals(life, new PeerId(new Address("a", 1), 7));
        assertNotEquals(life, new PeerId(new Address("a", 1), 8));
        assertNotEquals(life, new PeerId(new Address("a", 2), 7));
    }

    @Test
    void a_name_in_brackets_loses_them() {
        assertEquals("localhost:80", Address.parse("[localhost]:80").toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            localhost        | 'localhost' is not host:port
            ``               | '' is not host:port
            a:70000          | port 70000 is not in 1..65535
            a:65536          | port 65536 is not in 1..65535
            a:0              | port 0 is not in 1..65535
            a:-1             | port '-1' is not a number in 1..65535
            a:               | port '' is not a number in 1..65535
            a:http           | port 'http' is not a number in 1..65535
            a:99999999999    | port '99999999999' is not a number in 1..65535
            a:1.5            | port '1.5' is not a number in 1..65535
            :80              | host '' is not a host name or IP address
            []:80            | host '' is not a host name or IP address
            [:80             | host '[' is not a host name or IP address
            a b:80           | host 'a b' is not a host name or IP address
            a,b:80           | host 'a,b' is not a host name or IP address
            http://a:80      | IPv6 host 'http://a' must stand in brackets
            a/b:80           | host 'a/b' is not a host name or IP address
            \u00e9:80        | host '\u00e9' is not a host name or IP address
            ::1:80           | IPv6 host '::1' must stand in brackets
            """)
    void a_wrong_address_says_what_is_wrong_with_it(String text, String refusal) {
        assertEquals(refusal, refusal(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+80", "\u0668\u0660"})
    void a_port_is_written_in_plain_digits(String port) {
        assertEquals("port '" + port + "' is not a number in 1..65535", refusal("a:" + port));
    }

    @Test
    void a_host_name_is_at_most_253_characters_long() {
        assertTrue(refusal("a".repeat(254) + ":1").endsWith("is not a host name or IP address"));
    }

    @Test
    void all_nodes_sort_addresses_alike_by_host_then_port() {
        List<String> sorted = List.of("10.0.0.1:9", "10.0.0.1:10", "10.0.0.2:1", "9.0.0.1:1", "a:1");
        assertEquals(sorted, Stream.of("a:1", "9.0.0.1:1", "10.0.0.1:10", "10.0.0.2:1", "10.0.0.1:9")
                .map(Address::parse).sorted().map(Address::toString).toList());
    }

    @Test
    void a_higher_incarnation_of_an_address_succeeds_a_lower_one() {
        Address address = Address.parse("a:1");
        assertTrue(new PeerId(address, 2).succeeds(new PeerId(address, 1)));
    }

    @ParameterizedTest
    @CsvSource({"a:1, 1", "a:1, 2", "b:1, 1", "a:2, 1"})
    void no_other_life_is_succeeded(String address, long incarnation) {
        assertEquals(false, new PeerId(Address.parse("a:1"), 1).succeeds(new PeerId(Address.parse(address), incarnation)));
    }
}
