package gossip.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.RandomSeeds;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each host has one text. */
class HostTest {

    @ParameterizedTest
    @CsvSource({
        "localhost, localhost", "Seed-1.Example.ORG, seed-1.example.org", "10.0.0.1, 10.0.0.1", "a.1b, a.1b",
        "[::1], ::1", "[0:0:0:0:0:0:0:1], ::1", "[0000:0::0001], ::1", "[::], ::", "[0::0], ::",
        "[2001:DB8:0:0:1:0:0:1], 2001:db8::1:0:0:1", "[2001:db8:0:1:1:1:1:1], 2001:db8:0:1:1:1:1:1",
        "[2001:0:0:1:0:0:0:1], 2001:0:0:1::1", "[fe80::], fe80::", "[1:2:3:4:5:6:7::], 1:2:3:4:5:6:7:0",
        "[::ffff:10.0.0.1], 10.0.0.1", "[0:0:0:0:0:FFFF:0a00:0001], 10.0.0.1", "[64:ff9b::10.0.0.1], 64:ff9b::a00:1"})
    void every_form_of_a_host_has_the_same_canonical_text(String text, String canonical) {
        assertEquals(canonical, Host.parse(text));
        assertEquals(canonical, Host.canonical(canonical), "the canonical text changes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1:2:3:4:5:6:7]", "[1:2:3:4:5:6:7:8:9]", "[1:2:3:4:5:6:7:8::]", "[:::]", "[:1]", "[1:]",
        "[12345::]", "[g::]", "[::1.2.3]", "[::1.2.3.256]", "[1.2.3.4::1]", "[::01.2.3.4]", "01.2.3.4", "1.2.3",
        "1.2.3.4.5", "256.1.1.1", "1..2.3", "0", "0x7f.1.2.3.4", "a.b.5"})
    void a_text_that_looks_like_an_address_and_is_none_is_refused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Host.parse(text));
    }

    @Test
    void loopback_is_recognized() {
        assertTrue(List.of("127.0.0.1", "127.9.9.9", "::1", "localhost").stream().allMatch(Host::isLoopback));
        assertFalse(List.of("127.example.org", "10.0.0.1", "::2").stream().anyMatch(Host::isLoopback));
    }

    @Test
    void random_addresses_stay_the_same_and_have_one_text() {
        RandomSeeds.upTo(200, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] bytes = new byte[16];
            for (int i = 0; i < bytes.length; i += 2) {
                boolean zero = random.nextInt(3) > 0;
                bytes[i] = (byte) (zero ? 0 : random.nextInt());
                bytes[i + 1] = (byte) (zero ? 0 : random.nextInt());
            }
            try {
                InetAddress address = InetAddress.getByAddress(bytes);
                String text = address.getHostAddress();
                String canonical = text.indexOf(':') < 0 ? Host.canonical(text) : Host.parse("[" + text + "]");
                assertEquals(address, InetAddress.getByName(canonical));
                assertEquals(canonical, Host.canonical(canonical));
            } catch (UnknownHostException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void wildcards_are_recognized_in_every_form() {
        assertTrue(Host.isWildcard(Host.parse("0.0.0.0")) && Host.isWildcard(Host.parse("[0:0:0:0:0:0:0:0]"))
                && Host.isWildcard(Host.parse("[::ffff:0.0.0.0]")));
        assertFalse(Host.isWildcard(Host.parse("10.0.0.0")));
    }
}
