package gossip.experiment.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.experiment.ExperimentOptions;
import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.Message.Ping;
import gossip.protocol.Message.Shed;
import gossip.sim.NetworkConditions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests delays, losses and uplinks of the modeled network. */
class ModeledConditionsTest {

    private static final Address A = new Address("10.0.0.1", 10_000);
    private static final Address B = new Address("10.0.0.1", 10_001);
    private static final Address C = new Address("10.0.0.1", 10_002);
    private static final Message PING = new Ping(1, 0);

    @TempDir
    private Path folder;

    private final SplittableRandom random = new SplittableRandom(1);

    private static NetworkConditions conditions(String... options) {
        return ExperimentOptions.parse(List.of(options)).network().conditions(7);
    }

    @Test
    void a_delay_per_link_is_constant_and_the_same_in_both_directions() {
        NetworkConditions link = conditions("--delay=1ms..100ms");
        long delay = link.latency(A, B, random);
        assertEquals(delay, link.latency(A, B, random));
        assertEquals(delay, link.latency(B, A, random));
        assertNotEquals(delay, link.latency(A, C, random));
    }

    @Test
    void a_delay_per_message_is_drawn_each_time() {
        NetworkConditions message = conditions("--delay=1ms..100ms", "--delay-per=message");
        assertNotEquals(message.latency(A, B, random), message.latency(A, B, random));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1ms..100ms", "20ms", "log-normal:20ms:0.8"})
    void the_mean_of_the_delays_is_that_of_the_distribution(String delay) {
        NetworkModel model = ExperimentOptions.parse(List.of("--delay", delay)).network();
        for (NetworkConditions conditions : List.of(conditions("--delay", delay),
                conditions("--delay", delay, "--delay-per=message"))) {
            List<Long> delays = new ArrayList<>();
            for (int i = 0; i < 20_000; i++) {
                delays.add(conditions.latency(A, new Address("10.0.0.2", 1 + i), random));
            }
            double mean = delays.stream().mapToLong(nanos -> nanos).average().orElseThrow();
            assertEquals(1, mean / model.meanDelayNanos(), 0.03, conditions::toString);
        }
    }

    @Test
    void a_latency_matrix_gives_the_delay_between_sites() throws IOException {
        Path file = Files.writeString(folder.resolve("matrix"), "0.5 10\n20, 0.5\n");
        NetworkConditions matrix = conditions("--latency-matrix=" + file);
        assertEquals(10_000_000, matrix.latency(A, B, random));
        assertEquals(20_000_000, matrix.latency(B, A, random));
        assertEquals(500_000, matrix.latency(A, C, random));
        assertEquals(7_750_000, ExperimentOptions.parse(List.of("--latency-matrix=" + file)).network()
                .meanDelayNanos());
    }

    @Test
    void a_matrix_that_is_not_square_is_refused_with_its_place() throws IOException {
        Path file = Files.writeString(folder.resolve("matrix"), "1 2\n3\n");
        String message = assertThrows(IllegalArgumentException.class,
                () -> conditions("--latency-matrix=" + file)).getMessage();
        assertTrue(message.contains("has 1 numbers in row 2"), message);
    }

    @Test
    void loss_has_a_rate_for_each_class_and_direction() {
        NetworkConditions loss = conditions("--loss=ping/up:100,other:0");
        assertTrue(loss.loses(A, B, PING, random));
        assertTrue(!loss.loses(B, A, PING, random));
        assertTrue(!loss.loses(A, B, new Shed(), random));
    }

    @Test
    void an_uplink_sends_one_message_after_the_other_and_a_node_works_on_each() {
        NetworkConditions uplink = conditions("--uplink=1K");
        int bytes = new MessageSizes().of(PING);
        assertEquals(bytes * 1_000_000L, uplink.departure(A, B, PING, 0));
        assertEquals(2 * bytes * 1_000_000L, uplink.departure(A, C, PING, 0));
        assertEquals(bytes * 1_000_000L, uplink.departure(B, A, PING, 0));
        assertEquals(50_000, conditions("--processing=50us").processing(A));
    }
}
