package gossip.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the effects of scenarios on small networks. */
class ScenarioTest {

    @TempDir
    private Path folder;

    private static Results run(String... options) {
        Progress silent = new Progress(new PrintStream(PrintStream.nullOutputStream()), false);
        return new ExperimentRun(ExperimentOptions.parse(List.of(options)), silent, new RunCost()).run();
    }

    @Test
    void a_silent_crash_is_found_within_39_to_52_s_and_a_closed_connection_within_26_to_39_s() {
        Results silent = run("--peers=200", "--messages=0", "--duration=1m", "--crash=silent", "--kill=hubs:5%");
        assertEquals(10, silent.crashed());
        assertTrue(silent.detectionSeconds().min() >= 39, () -> "min " + silent.detectionSeconds().min());
        assertTrue(silent.detectionSeconds().max() <= 52.1, () -> "max " + silent.detectionSeconds().max());
        Results fin = run("--peers=200", "--messages=0", "--duration=1m", "--kill=hubs:5%");
        assertTrue(fin.detectionSeconds().min() >= 26, () -> "min " + fin.detectionSeconds().min());
        assertTrue(fin.detectionSeconds().max() <= 39.1, () -> "max " + fin.detectionSeconds().max());
        assertEquals(silent.verdicts().due(), silent.verdicts().given());
    }

    @Test
    void a_silent_crash_of_hubs_reaches_fewer_peers_than_one_of_random_peers() {
        double hubs = reachAtFailure(run("--peers=300", "--messages=1", "--duration=1m", "--crash=silent",
                "--kill=hubs:15%"));
        double random = reachAtFailure(run("--peers=300", "--messages=1", "--duration=1m", "--crash=silent",
                "--kill=random:15%"));
        assertTrue(hubs < 0.6 && random > 0.9, () -> hubs + " and " + random);
    }

    private static double reachAtFailure(Results results) {
        long due = results.atFailure().stream().mapToLong(message -> message.due()).sum();
        return (double) Results.reached(results.atFailure(), Results.REACH_DELAYS.size() - 1) / due;
    }

    @Test
    void parts_of_unequal_size_are_cut_off_and_receive_everything_after_the_heal() {
        Results results = run("--peers=100", "--messages=10", "--duration=2m",
                "--at=0s partition 70/30", "--at=60s heal");
        assertTrue(results.messages().get(1).atOnce() < 99, "the cut has no effect");
        assertEquals(results.due(), results.delivered());
    }

    @Test
    void a_peer_whose_messages_do_not_arrive_is_declared_dead() {
        Results results = run("--peers=50", "--messages=1", "--duration=2m", "--at=1s one-way hubs:1",
                "--at=100s heal");
        assertTrue(results.falseDeaths() > 0);
        assertEquals(results.due(), results.delivered());
    }

    @Test
    void peers_join_leave_pause_and_are_replaced_at_the_given_times() throws IOException {
        Path scenario = Files.writeString(folder.resolve("scenario"),
                "# a comment\n\n10s join 5\n20s churn 4 10s\n40s pause random:2 5s\n50s kill seeds:1\n");
        Path trace = Files.writeString(folder.resolve("trace"), "1 30\n2.5\n3,40\n");
        Results results = run("--peers=50", "--messages=2", "--duration=2m", "--scenario=" + scenario,
                "--churn-trace=" + trace);
        assertEquals(50 + 5 + 3 - 2, results.peersAtEnd());
        assertEquals(4 + 2, results.crashed());
        assertEquals(results.due(), results.delivered());
    }

    @ParameterizedTest
    @CsvSource({
        "--at=60 kill 10%, is not a duration",
        "--at=60s explode, is not kill TARGET",
        "--at=10m kill 1, before the end of the --duration",
        "--at=1s partition 100, two or more sizes",
        "--kill=moons:3, is not hubs:N",
        "--scenario=/no/such/file, cannot be read: the folder /no/such does not exist",
        "--loss=gossip/left:5, is not up or down",
        "--uplink=fast, is not a number of bytes"})
    void what_cannot_be_used_is_named(String argument, String expected) {
        String message = assertThrows(IllegalArgumentException.class,
                () -> ExperimentOptions.parse(List.of(argument))).getMessage();
        assertTrue(message.contains(expected), message);
    }

    @Test
    void the_printed_arguments_give_the_same_configuration() {
        ExperimentConfig config = ExperimentOptions.parse(List.of("--peers=77", "--loss=gossip:2,reply/up:3",
                "--delay=log-normal:20ms:0.5", "--delay-per=message", "--uplink=125K", "--processing=50us",
                "--crash=silent", "--kill=hubs:5%", "--at=1s kill 3", "--at=2s partition 3/2/1", "--partition=10s",
                "--rate=0.5", "--arrivals=poisson", "--origins=3", "--size=100"));
        assertEquals(config.toString(), ExperimentOptions.parse(config.arguments()).toString());
    }
}
