package gossip.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.SeedNode;
import gossip.protocol.Address;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated
class LauncherTest {

    private static final String HINT = " (--help lists the options)\n";

    @TempDir
    Path directory;
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();
    private final RecordingCommand command = new RecordingCommand();

    @BeforeEach
    void catchWhatIsPrinted() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(complaints, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void printAgain() {
        System.setOut(out);
        System.setErr(err);
    }

    private String config(String... lines) throws IOException {
        return Files.write(directory.resolve("config.txt"), List.of(lines)).toString();
    }

    private int run(String config, String... args) {
        return Launcher.run(command, List.of(new SeedNode()),
                Stream.concat(Stream.of("--config", config), Stream.of(args)).toArray(String[]::new));
    }

    private String complaint() {
        return complaints.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    // ---- what counts

    @Test
    void without_options_there_are_defaults_that_work() throws IOException {
        assertEquals(0, run(config()), this::complaint);
        assertEquals(List.of(10, Duration.ofSeconds(5), Duration.ofSeconds(13), 3, 2), List.of(command.config().messages(),
                command.config().gossipInterval(), command.config().pingInterval(), command.config().pingMisses(),
                command.config().links()));
    }

    @Test
    void the_config_file_sets_any_option() throws IOException {
        run(config("ping-interval=1s"));
        assertEquals(Duration.ofSeconds(1), command.config().pingInterval());
    }

    @Test
    void the_command_line_wins_over_the_config_file() throws IOException {
        run(config("links=3"), "--links", "4");
        assertEquals(4, command.config().links());
    }

    @Test
    void the_config_file_names_the_seeds() throws IOException {
        run(config("10.0.0.1:1", "10.0.0.2:2"));
        assertEquals(List.of(new Address("10.0.0.1", 1), new Address("10.0.0.2", 2)), command.config().seeds());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --links 4                        | 4, 10, FLOOD
            --links=4                        | 4, 10, FLOOD
            --links +5                       | 5, 10, FLOOD
            --messages 010                   | 2, 10, FLOOD
            --dissemination PRUNE --links 3  | 3, 10, PRUNE
            --dissemination=Prune            | 2, 10, PRUNE
            """)
    void a_value_stands_behind_its_option_or_an_equals_sign(String line, String expected) throws IOException {
        assertEquals(0, run(config(), line.split(" ")), this::complaint);
        assertEquals(expected, command.config().links() + ", " + command.config().messages() + ", "
                + command.config().dissemination().name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "--version"})
    void help_and_version_are_no_failure(String option) throws IOException {
        assertEquals(0, run(config(), option), this::complaint);
    }

    @Test
    void help_lists_the_options() throws IOException {
        run(config(), "--help");
        assertTrue(printed.toString(StandardCharsets.UTF_8).contains("--ping-interval"), printed::toString);
    }

    // ---- mistakes end in one line and exit code 2

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            --links=x            | Invalid value for option '--links': 'x' is not an int
            --links=0            | Invalid value for option '--links': 0 is not 1..100
            --messages=-1        | Invalid value for option '--messages': -1 is not 0 or more
            --count=0            | Invalid value for option '--count': 0 is not 1..100000
            --ping-interval=13   | Invalid value for option '--ping-interval': '13' is not a duration such as 13s, 500ms or 2m
            --listen=a:70000     | Invalid value for option '--listen': port 70000 is not in 1..65535
            --on-exit=explode    | Invalid value for option '--on-exit': expected one of [CRASH, LEAVE] (case-insensitive) but was 'explode'
            --listen=0.0.0.0     | --listen 0.0.0.0 needs --advertise HOST, because other nodes cannot dial it
            --color=red          | Unknown option: '--color=red'
            stray                | Unmatched argument at index 2: 'stray'
            --links              | Missing required parameter for option '--links' (M)
            """)
    void a_mistake_on_the_command_line_is_one_line(String arg, String mistake) throws IOException {
        assertEquals("2: " + mistake + HINT, run(config(), arg) + ": " + complaint());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            links=x           | Invalid value for option '--links': 'x' is not an int
            links=0           | Invalid value for option '--links': 0 is not 1..100
            ping-misses=101   | Invalid value for option '--ping-misses': 101 is not 1..100
            ping-interval=0s  | Invalid value for option '--ping-interval': '0s' is not in 1ms..24h
            """)
    void a_wrong_value_in_the_config_file_is_named_with_its_line(String line, String mistake) throws IOException {
        String config = config("# comment", line);
        assertEquals("2: " + config + " line 2: " + mistake + HINT, run(config) + ": " + complaint());
    }

    @Test
    void a_wrong_line_in_the_config_file_is_named() throws IOException {
        String config = config("10.0.0.1:70000");
        assertEquals("2: " + config + " line 1: port 70000 is not in 1..65535\n", run(config) + ": " + complaint());
    }

    @Test
    void after_a_mistake_nothing_is_run() throws IOException {
        run(config("links=x"));
        assertEquals(false, command.wasCalled());
    }

    @Test
    void a_config_file_that_is_not_there_is_named() {
        assertEquals("2: config file nowhere.txt does not exist\n", run("nowhere.txt") + ": " + complaint());
    }

    @Test
    void an_option_that_only_the_other_command_knows_may_stand_in_the_file() throws IOException {
        String config = config("ping-interval=1s");
        RecordingCommand other = new RecordingCommand();
        SeedNode seed = new SeedNode();
        assertEquals(0, Launcher.run(seed, List.of(other), "--config", config, "--help"), this::complaint);
    }

    // ---- failures end in one line and exit code 1

    @Test
    void a_failure_is_one_line_and_exit_code_1() throws IOException {
        command.failWith(new IOException("the disk is full"));
        assertEquals("1: the disk is full\n", run(config()) + ": " + complaint());
    }

    @Test
    void an_internal_error_has_its_stack_trace_and_exit_code_70() throws IOException {
        command.failWith(new IllegalStateException("a broken invariant"));
        int code = run(config());
        assertTrue(code == 70 && complaint().startsWith("java.lang.IllegalStateException: a broken invariant\n\tat "),
                () -> code + ": " + complaint());
    }

    @Test
    void a_seed_whose_port_is_taken_says_so() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String config = config("127.0.0.1:" + taken.getLocalPort());
            int code = Launcher.run(new SeedNode(), List.of(command), "--config", config);
            assertTrue(code == 1 && complaint().startsWith("cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": "),
                    () -> code + ": " + complaint());
        }
    }
}
