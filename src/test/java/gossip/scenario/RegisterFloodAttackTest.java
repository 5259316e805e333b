package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.node.Control;
import gossip.node.Journal;
import gossip.node.SeedListener;
import gossip.protocol.Address;
import gossip.protocol.Message.PingReply;
import gossip.protocol.PeerId;
import gossip.seed.Seed;
import gossip.sim.NetworkConditions;
import gossip.sim.SimulatedNetwork;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A client that registers many addresses where no peer runs does not evict peers that a probe has reached. */
class RegisterFloodAttackTest {

    private static final Address SEED = new Address("127.0.0.1", 5000);
    private static final int MAX_MEMBERS = 40;

    private final SimulatedNetwork network =
            new SimulatedNetwork(1, NetworkConditions.delay(Duration.ofMillis(1), Duration.ofMillis(1)));
    private final Seed seed = network.start(SEED, environment ->
            new Seed(SEED, "gossip", MAX_MEMBERS, environment, Journal.NONE, new SeedListener() { },
                    Control.LOCAL)).node();

    private String register(Address address) {
        return LineClient.to(network, SEED).send("REGISTER " + address + " 100 0 3600000 0").next();
    }

    private Address startMember(int number) {
        Address address = new Address("10.0.0.1", 7001 + number);
        network.start(address, environment -> new StubNode((link, message) ->
                link.send(new PingReply(0, new PeerId(address, 100), 0, 0, 0))));
        return address;
    }

    private boolean isListed(Address address) {
        return LineClient.to(network, SEED).send("MEMBERS " + address).next().endsWith(" 1");
    }

    @Test
    void members_that_run_stay_listed_and_the_list_stays_below_its_maximum() {
        for (int i = 0; i < 15; i++) {
            register(startMember(i));
        }
        for (int i = 0; i < 500; i++) {
            register(new Address("10.6.6.6", 1000 + i));
            assertTrue(seed.members() <= MAX_MEMBERS);
        }
        for (int i = 0; i < 15; i++) {
            assertTrue(isListed(new Address("10.0.0.1", 7001 + i)), "member " + i);
        }
        Address newcomer = startMember(15);
        assertEquals("LIST 39 0", register(newcomer));
        assertTrue(isListed(newcomer));
    }

    @Test
    void a_newcomer_is_refused_if_all_members_were_reached() {
        for (int i = 0; i < MAX_MEMBERS; i++) {
            register(startMember(i));
        }
        network.run(Duration.ofSeconds(3));
        assertEquals("ERROR this seed has 40 members and reached all of them", register(startMember(MAX_MEMBERS)));
        assertEquals(MAX_MEMBERS, seed.members());
    }

    @Test
    void MEMBERS_is_answered_four_times_a_second_on_one_connection() {
        LineClient client = LineClient.to(network, SEED).sendAtOnce("MEMBERS", 5);
        for (int i = 0; i < 4; i++) {
            assertEquals("LIST 0 0", client.next());
        }
        assertEquals("ERROR more than 4 MEMBERS per second", client.next());
        assertEquals("(closed)", client.next());
    }
}
