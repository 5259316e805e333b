package gossip.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostNamesTest {

    @ParameterizedTest
    @CsvSource({
        "Node.EXAMPLE, node.example", "127.0.0.1, 127.0.0.1", "::, 0:0:0:0:0:0:0:0", "::1, 0:0:0:0:0:0:0:1",
        "2001:DB8::7, 2001:db8:0:0:0:0:0:7", "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8", "fe80::, fe80:0:0:0:0:0:0:0",
        "0001:02:3:4:5:6:7:8, 1:2:3:4:5:6:7:8"})
    void equal_hosts_have_one_canonical_form(String host, String canonical) {
        assertEquals(canonical, HostNames.canonical(host));
    }

    @ParameterizedTest
    @CsvSource({":", ":::", "1:2:3", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "g::1", "::1%eth0", "1:2:3:4:5:6:7::8"})
    void a_text_that_is_no_ipv6_address_stays(String host) {
        assertEquals(host, HostNames.canonical(host));
    }
}
