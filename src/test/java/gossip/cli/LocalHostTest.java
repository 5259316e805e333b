package gossip.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.protocol.Address;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which of the listed seeds runs on this machine. The other hosts are in the network for documents, 192.0.2.0/24. */
class LocalHostTest {

    private static final Address OTHER = new Address("192.0.2.1", 5000);
    private static final Address HERE = new Address("127.0.0.1", 5000);
    private static final HostPort EVERYWHERE = new HostPort("0.0.0.0", 5000);

    @Test
    void a_host_is_local_if_this_machine_has_its_address() {
        assertTrue(LocalHost.isLocal("127.0.0.1") && LocalHost.isLocal("localhost"));
        assertFalse(LocalHost.isLocal("192.0.2.1"));
        assertFalse(LocalHost.isLocal("no-such-host.invalid"));
    }

    @Test
    void a_seed_is_listed_by_any_name_of_its_host() {
        assertTrue(LocalHost.isListed(HERE, List.of(OTHER, new Address("localhost", 5000))));
        assertFalse(LocalHost.isListed(HERE, List.of(OTHER, new Address("127.0.0.1", 5001))));
    }

    @Test
    void a_seed_whose_file_lists_other_hosts_first_takes_the_local_one() {
        assertEquals(HERE, LocalHost.firstLocal(List.of(OTHER, HERE, new Address("127.0.0.1", 5001))));
        assertEquals(OTHER, LocalHost.firstLocal(List.of(OTHER)));
    }

    @Test
    void a_seed_that_listens_everywhere_has_the_address_under_which_it_is_listed() throws UnknownHostException {
        assertEquals(HERE, LocalHost.dialed(EVERYWHERE, 5000, List.of(OTHER, HERE)));
        assertEquals(5001, LocalHost.dialed(EVERYWHERE, 5001, List.of(OTHER, HERE)).port());
        assertEquals(new Address("192.0.2.9", 7), LocalHost.dialed(new HostPort("192.0.2.9", 0), 7, List.of(HERE)));
    }
}
