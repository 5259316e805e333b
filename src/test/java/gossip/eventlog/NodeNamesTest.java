package gossip.eventlog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.protocol.Address;
import org.junit.jupiter.api.Test;

/** Tests what is known of nodes by name. */
class NodeNamesTest {

    private final NodeNames names = new NodeNames();

    @Test
    void a_name_has_an_address_if_one_node_had_it() {
        names.put(new Address("a", 1), "ada");
        assertEquals("a:1", names.addressOf("ada"));
        assertEquals("bob", names.addressOf("bob"));
        names.put(new Address("a", 2), "ada");
        assertEquals("ada", names.addressOf("ada"));
    }
}
