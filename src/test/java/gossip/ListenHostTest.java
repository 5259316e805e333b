package gossip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gossip.protocol.Address;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Without --listen, a peer listens where the machines of its seeds can dial it. */
class ListenHostTest {

    private static final Address LOOPBACK_SEED = new Address("127.0.0.1", 5000);
    private static final Optional<String> NOT_GIVEN = Optional.empty();

    private static Address seedHere() throws SocketException {
        Optional<String> host = NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .map(InetAddress::getHostAddress).findFirst();
        assumeTrue(host.isPresent(), "this machine has no other address than loopback");
        return new Address(host.get(), 5000);
    }

    @Test
    void with_seeds_on_loopback_a_peer_listens_on_loopback() throws IOException {
        assertEquals(new ListenHost("127.0.0.1", Optional.empty()),
                ListenHost.choose(NOT_GIVEN, NOT_GIVEN, List.of(LOOPBACK_SEED, new Address("localhost", 5001))));
    }

    @Test
    void with_another_seed_a_peer_listens_on_the_address_that_reaches_it_and_says_so() throws IOException {
        Address seed = seedHere();
        Address unknown = new Address("no-such-host.invalid", 5000);
        assertEquals(new ListenHost(seed.host(), Optional.of("listens on " + seed.host() + ", from which this machine"
                        + " reaches seed " + seed + "; --listen HOST sets another address")),
                ListenHost.choose(NOT_GIVEN, NOT_GIVEN, List.of(unknown, LOOPBACK_SEED, seed)));
    }

    @Test
    void a_loopback_address_beside_a_seed_elsewhere_is_reported() throws IOException {
        Address seed = seedHere();
        assertEquals(Optional.of("other machines cannot dial localhost, and seed " + seed + " is not on loopback;"
                        + " leave out --listen, or name an address of this machine"),
                ListenHost.choose(Optional.of("localhost"), NOT_GIVEN, List.of(seed)).notice());
        assertEquals(new ListenHost("127.0.0.1", Optional.empty()),
                ListenHost.choose(Optional.of("127.0.0.1"), Optional.of(seed.host()), List.of(seed)));
    }
}
