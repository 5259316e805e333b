package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.node.SeedListener;
import gossip.protocol.Address;
import gossip.seed.Seed;
import gossip.sim.NetworkConditions;
import gossip.sim.SimulatedNetwork;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The lists of a seed with many members. */
class DegreeSampleTest {

    private static final Address SEED = new Address("127.0.0.1", 5000);

    private final SimulatedNetwork network = new SimulatedNetwork(
            1, NetworkConditions.delay(Duration.ofMillis(1), Duration.ofMillis(5)));

    DegreeSampleTest() {
        network.start(SEED, environment -> new Seed(SEED, environment, new SeedListener() { }));
    }

    private LineClient client() {
        return LineClient.to(network, SEED);
    }

    @Test
    void a_newcomer_gets_all_of_128_members_and_a_sample_of_more() {
        for (int port = 7001; port <= 7128; port++) {
            client().send("REGISTER 10.0.0.1:" + port + " 100 0");
        }
        LineClient client = client().send("REGISTER 10.0.0.1:7129 100 0");
        assertEquals("LIST 128 128", client.next());
        assertEquals(128, Stream.generate(client::next).limit(128).distinct().count());
        assertEquals("LIST 129 128 129", client().send("REGISTER 10.0.0.1:7130 100 0").next());
        assertEquals("LIST 130 32 130", client().send("REGISTER 10.0.0.1:7131 100 0 60000 128").next());
        assertEquals("LIST 131 40 131", client().send("REGISTER 10.0.0.1:7132 100 0 60000 160").next());
    }

    /** The hub has a degree of 50 and the 199 others one of 1, so about 26 of 128 lines are those of the hub. */
    @Test
    void a_sample_is_drawn_by_degree_with_repeats_and_a_sample_of_fewer_is_uniform() {
        for (int port = 7001; port <= 7200; port++) {
            client().send("REGISTER 10.0.0.1:" + port + " 100 " + (port == 7001 ? 50 : 1));
        }
        LineClient client = client().send("REGISTER 10.0.0.1:7300 100 0");
        assertEquals("LIST 200 128 0", client.next());
        long hub = Stream.generate(client::next).limit(128).filter(line -> line.contains(":7001 ")).count();
        assertTrue(hub > 10 && hub < 45, () -> hub + " lines");
        LineClient renewal = client().send("REGISTER 10.0.0.1:7300 100 0 60000 16");
        assertEquals("LIST 200 16", renewal.next());
        assertEquals(16, Stream.generate(renewal::next).limit(16).distinct().count());
        assertEquals("LIST 201 201", client().send("MEMBERS").next());
    }
}
