package gossip.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

    private static String errorOf(String text) {
        return assertThrows(IllegalArgumentException.class, () -> Address.parse(text), text).getMessage();
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:5000, 127.0.0.1, 5000", "localhost:1, localhost, 1",
            "a-b.example.org:65535, a-b.example.org, 65535", "[::1]:6001, ::1, 6001"})
    void an_address_is_a_host_and_a_port(String text, String host, int port) {
        assertEquals(new Address(host, port), Address.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:5000", "localhost:1", "[::1]:6001", "[2001:db8::ff00:42:8329]:65535"})
    void the_string_form_of_an_address_is_the_parsed_text(String text) {
        assertEquals(text, Address.parse(text).toString());
    }

    @Test
    void addresses_are_equal_if_host_and_port_are_equal() {
        assertEquals(new Address("a", 1), new Address("a", 1));
        assertNotEquals(new Address("a", 1), new Address("a", 2));
        assertNotEquals(new Address("a", 1), new Address("b", 1));
    }

    @Test
    void peer_ids_are_equal_if_address_and_incarnation_are_equal() {
        PeerId peer = new PeerId(new Address("a", 1), 7);
        assertEquals(peer, new PeerId(new Address("a", 1), 7));
        assertNotEquals(peer, new PeerId(new Address("a", 1), 8));
        assertNotEquals(peer, new PeerId(new Address("a", 2), 7));
    }

    @Test
    void brackets_around_a_host_name_are_removed() {
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
            http://a:80      | leave out 'http://': an address is HOST:PORT
            a/b:80           | host 'a/b' is not a host name or IP address
            a\\b:80          | host 'a\\b' is not a host name or IP address
            \u00e9:80        | host '\u00e9' is not a host name or IP address
            ::1:80           | IPv6 host '::1' must stand in brackets
            [1::2::3]:80     | host '1::2::3' is not an IPv6 address such as 2001:db8::1
            [fe80::1%eth0]:8 | host 'fe80::1%eth0' has a zone, which other machines do not know; an address without \
            one is needed
            127.1:80         | host '127.1' is not a host name or an IPv4 address such as 127.0.0.1
            5001:80          | host '5001' is not a host name or an IPv4 address such as 127.0.0.1
            10.0.0.256:80    | host '10.0.0.256' is not a host name or an IPv4 address such as 127.0.0.1
            0.0.0.0:80       | host '0.0.0.0' means all addresses of a machine, so other nodes cannot dial it
            [::]:80          | host '::' means all addresses of a machine, so other nodes cannot dial it
            [0:0::0]:80      | host '::' means all addresses of a machine, so other nodes cannot dial it
            """)
    void the_error_for_an_invalid_address_says_what_is_wrong(String text, String error) {
        assertEquals(error, errorOf(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+80", "\u0668\u0660"})
    void a_port_consists_of_ascii_digits(String port) {
        assertEquals("port '" + port + "' is not a number in 1..65535", errorOf("a:" + port));
    }

    @Test
    void a_host_name_is_at_most_253_characters_long() {
        assertTrue(errorOf("a".repeat(254) + ":1").endsWith("is not a host name or IP address"));
    }

    @Test
    void addresses_are_ordered_by_host_and_then_by_port() {
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
    void a_peer_id_succeeds_no_equal_or_later_incarnation_and_no_other_address(String address, long incarnation) {
        assertFalse(new PeerId(Address.parse("a:1"), 1).succeeds(new PeerId(Address.parse(address), incarnation)));
    }
}
