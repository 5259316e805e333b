package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import gossip.protocol.Address;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On sockets: clients that send HELLO in the name of others close no link. */
class HelloAttackTest {

    @Test
    void HELLO_in_the_name_of_a_peer_to_all_its_neighbors_closes_no_link() throws Exception {
        try (LiveNetwork network = new LiveNetwork(Duration.ofSeconds(1))) {
            network.startSeed();
            List<Address> peers = network.startPeers(5, 0);
            for (Address victim : peers) {
                for (Address neighbor : network.neighbors(victim)) {
                    try (RawClient attacker = new RawClient(neighbor)) {
                        attacker.send("HELLO " + victim + " " + System.currentTimeMillis() + "\n");
                        assertEquals("BYE duplicate", attacker.line());
                        assertNull(attacker.line());
                    }
                }
            }
            network.type(peers.getFirst(), "after the attack");
            network.awaitDelivery(peers);
            assertEquals(List.of(), network.events.of("NEIGHBOR_DISCONNECTED"));
        }
    }

    @Test
    void HELLO_in_the_own_address_of_the_receiver_is_closed_without_an_answer() throws Exception {
        try (LiveNetwork network = new LiveNetwork(Duration.ofSeconds(1))) {
            network.startSeed();
            Address peer = network.startPeer(0);
            try (RawClient attacker = new RawClient(peer)) {
                attacker.send("HELLO " + peer + " 7\n");
                assertNull(attacker.line());
            }
            assertEquals(List.of(), network.events.of("BAD_INPUT"));
        }
    }
}
