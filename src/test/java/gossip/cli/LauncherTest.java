package gossip.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.PeerNode;
import gossip.SeedNode;
import gossip.peer.PeerConfig;
import gossip.peer.broadcast.Dissemination;
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
import java.time.ZoneId;
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
    private final PrintStream systemOut = System.out;
    private final PrintStream systemErr = System.err;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PeerOptionsCommand command = new PeerOptionsCommand();

    @BeforeEach
    void captureOutput() {
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restoreOutput() {
        System.setOut(systemOut);
        System.setErr(systemErr);
    }

    private String config(String... lines) throws IOException {
        return Files.write(directory.resolve("config.txt"), List.of(lines)).toString();
    }

    private int run(String config, String... args) {
        return Launcher.run(command,
                Stream.concat(Stream.of("--config", config), Stream.of(args)).toArray(String[]::new));
    }

    private String output() {
        return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private String error() {
        return err.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    // ---- values of options

    @Test
    void every_option_has_a_default() throws IOException {
        assertEquals(0, run(config()), this::error);
        assertEquals(new PeerConfig("peer-6001", List.of(new Address("127.0.0.1", 5000)), 10, Duration.ofSeconds(5),
                Duration.ofSeconds(13), 3, 2, 1000, Dissemination.FLOOD, ZoneId.systemDefault()), command.config());
        assertEquals(List.of("127.0.0.1", 0, 1, PeerOptions.OnExit.CRASH, "outputfile.txt"),
                List.of(command.options().listenHost(), command.options().listenPort(0), command.options().count(),
                        command.options().onExit(), command.output()));
    }

    @Test
    void the_config_file_sets_any_option() throws IOException {
        run(config("ping-interval=1s", "output=log.txt"));
        assertEquals(Duration.ofSeconds(1), command.config().pingInterval());
        assertEquals("log.txt", command.output());
    }

    @Test
    void the_command_line_prevails_over_the_config_file() throws IOException {
        run(config("links=3"), "--links", "4");
        assertEquals(4, command.config().links());
    }

    @Test
    void the_config_file_names_the_seeds() throws IOException {
        run(config("10.0.0.1:1", "10.0.0.2:2"));
        assertEquals(List.of(new Address("10.0.0.1", 1), new Address("10.0.0.2", 2)), command.config().seeds());
    }

    @Test
    void a_config_file_in_the_working_folder_prevails_over_the_one_in_the_project_folder() throws Exception {
        Path project = Files.createDirectory(directory.resolve("project"));
        Path working = Files.createDirectory(directory.resolve("working"));
        Path inProject = Files.writeString(project.resolve("config.txt"), "project=1");
        assertTrue(seedProcessError(project, working).startsWith(inProject + " line 1: unknown option 'project'"));
        Files.writeString(working.resolve("config.txt"), "working=1");
        assertTrue(seedProcessError(project, working).startsWith("config.txt line 1: unknown option 'working'"));
    }

    /** Runs a seed in a process of its own, because a working folder cannot be changed. */
    private static String seedProcessError(Path project, Path working) throws Exception {
        Process seed = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dgossip.home=" + project, "-cp", System.getProperty("java.class.path"), SeedNode.class.getName())
                .directory(working.toFile()).start();
        String error = new String(seed.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(2, seed.waitFor());
        return error;
    }

    @Test
    void the_config_file_may_be_named_after_other_options() throws IOException {
        assertEquals(0, Launcher.run(command, "--messages=4", "--config=" + config("links=3")), this::error);
        assertEquals(List.of(4, 3), List.of(command.config().messages(), command.config().links()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --links 4                          | peer-6001 10 5s 3 4 1000 flood
            --links=4                          | peer-6001 10 5s 3 4 1000 flood
            --name ada --count=3               | ada-1 10 5s 3 2 1000 flood
            --name=a=b                         | a=b 10 5s 3 2 1000 flood
            --name a-b:c,d#e~f                 | a-b:c,d#e~f 10 5s 3 2 1000 flood
            --name -x                          | -x 10 5s 3 2 1000 flood
            --listen [::1]:7000 --max-degree 9 | peer-6001 10 5s 3 2 9 flood
            --dissemination PRUNE              | peer-6001 10 5s 3 2 1000 prune
            --gossip-interval 007ms            | peer-6001 10 7ms 3 2 1000 flood
            --messages 010                     | peer-6001 10 5s 3 2 1000 flood
            --ping-misses +5                   | peer-6001 10 5s 5 2 1000 flood
            """)
    void a_value_may_follow_the_option_in_any_usual_form(String line, String expected) throws IOException {
        assertEquals(0, run(config(), line.split(" ")), this::error);
        PeerConfig config = command.config();
        assertEquals(expected, String.join(" ", config.name(), String.valueOf(config.messages()),
                Durations.format(config.gossipInterval()), String.valueOf(config.pingMisses()),
                String.valueOf(config.links()), String.valueOf(config.maxDegree()), config.dissemination().toString()));
    }

    @Test
    void the_name_of_an_enum_value_may_have_any_case() throws IOException {
        run(config(), "--on-exit", "Leave");
        assertEquals(PeerOptions.OnExit.LEAVE, command.options().onExit());
    }

    @Test
    void a_value_in_the_config_file_may_name_an_environment_variable() throws IOException {
        run(config("name=${env:PATH}"));
        assertEquals(System.getenv("PATH"), command.config().name());
    }

    // ---- help

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "--version", "-V"})
    void help_and_version_exit_with_0(String option) throws IOException {
        assertEquals(0, run(config(), option), this::error);
        assertFalse(command.wasCalled());
    }

    @Test
    void version_names_the_program_and_java() throws IOException {
        run(config(), "--version");
        assertEquals("gossip unpackaged on Java " + Runtime.version() + "\n", output());
    }

    @Test
    void help_lists_the_options_in_the_order_of_their_declaration() throws IOException {
        run(config(), "--help");
        assertTrue(output().matches("(?s).*--listen.*--ping-interval.*--config.*--output.*--help.*--version.*"),
                this::output);
    }

    @Test
    void help_fits_into_80_columns_and_shows_the_defaults() {
        assertAll(Stream.of(new PeerNode(), new SeedNode()).map(node -> () -> {
            out.reset();
            assertEquals(0, Launcher.run(node, "--config", config(), "--help"), this::error);
            assertTrue(output().lines().allMatch(line -> line.length() <= 80) && output().contains("outputfile.txt"),
                    this::output);
        }));
    }

    // ---- usage errors: one line, exit code 2

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            --links=x            | Invalid value for option '--links': 'x' is not an int
            --links=             | Invalid value for option '--links': '' is not an int
            --links=2147483648   | Invalid value for option '--links': '2147483648' is not an int
            --links=0            | Invalid value for option '--links': 0 is not 1..100
            --messages=-1        | Invalid value for option '--messages': -1 is not 0 or more
            --count=0            | Invalid value for option '--count': 0 is not 1..100000
            --ping-interval=13   | Invalid value for option '--ping-interval': '13' is not a duration \
            such as 13s, 500ms or 2m
            --listen=a:70000     | Invalid value for option '--listen': port 70000 is not in 1..65535
            --on-exit=explode    | Invalid value for option '--on-exit': expected one of [CRASH, LEAVE] \
            (case-insensitive) but was 'explode'
            --listen=0.0.0.0     | --listen 0.0.0.0 needs --advertise HOST, because other peers cannot dial 0.0.0.0
            --color=red          | Unknown option: '--color=red'
            stray                | Unmatched argument at index 2: 'stray'
            --links 4 stray      | Unmatched argument at index 4: 'stray'
            --links              | Missing required parameter for option '--links' (M)
            --links 4 --links 5  | option '--links' (M) should be specified only once
            --name --links       | Expected parameter for option '--name' but found '--links'
            -- --links           | Unknown option: '--links'
            """)
    void a_wrong_command_line_is_reported_in_one_line(String args, String message) throws IOException {
        assertEquals("2: " + message + HINT, run(config(), args.split(" ")) + ": " + error());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            links=x           | Invalid value for option '--links': 'x' is not an int
            links=0           | Invalid value for option '--links': 0 is not 1..100
            ping-misses=101   | Invalid value for option '--ping-misses': 101 is not 1..100
            ping-interval=0s  | Invalid value for option '--ping-interval': '0s' is not in 1ms..24h
            listen=0.0.0.0    | --listen 0.0.0.0 needs --advertise HOST, because other peers cannot dial 0.0.0.0
            """)
    void a_wrong_value_in_the_config_file_is_reported_with_its_line(String line, String message) throws IOException {
        String config = config("# comment", line);
        assertEquals("2: " + config + " line 2: " + message + HINT, run(config) + ": " + error());
    }

    @Test
    void a_file_name_that_the_system_does_not_allow_is_a_wrong_value() throws IOException {
        String config = config("output=a\0b");
        assertEquals(2, run(config));
        assertTrue(error().startsWith(config + " line 1: Invalid value for option '--output': ")
                && !error().contains("Exception"), this::error);
    }

    @Test
    void a_wrong_value_on_the_command_line_is_not_blamed_on_the_config_file() throws IOException {
        assertEquals("2: Invalid value for option '--links': 'x' is not an int" + HINT,
                run(config("links=x"), "--links=x") + ": " + error());
    }

    @Test
    void a_wrong_line_in_the_config_file_is_reported() throws IOException {
        String config = config("10.0.0.1:70000");
        assertEquals("2: " + config + " line 1: port 70000 is not in 1..65535\n", run(config) + ": " + error());
    }

    @Test
    void an_unknown_option_in_the_config_file_is_reported_with_the_known_ones() throws IOException {
        String config = config("color=red");
        assertEquals("2: " + config + " line 1: unknown option 'color'; known are advertise, count, dissemination,"
                + " gossip-interval, links, listen, max-degree, messages, name, on-exit, output, ping-interval,"
                + " ping-misses\n",
                Launcher.run(new SeedNode(), "--config", config) + ": " + error());
    }

    @ParameterizedTest
    @ValueSource(strings = {"config=other.txt", "help=true", "version=true"})
    void the_config_file_cannot_set_what_only_the_command_line_can(String line) throws IOException {
        String config = config(line);
        assertEquals(2, run(config), this::error);
        assertTrue(error().startsWith(config + " line 1: unknown option '"), this::error);
    }

    @Test
    void after_a_usage_error_the_command_does_not_run() throws IOException {
        run(config("links=x"));
        assertFalse(command.wasCalled());
    }

    @Test
    void a_missing_config_file_is_reported() {
        assertEquals("2: config file nowhere.txt does not exist\n", run("nowhere.txt") + ": " + error());
    }

    @Test
    void the_config_file_may_hold_options_of_the_other_daemon() throws IOException {
        try (ServerSocket used = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String config = config("ping-interval=1s", "127.0.0.1:" + used.getLocalPort());
            assertEquals(1, Launcher.run(new SeedNode(), "--config", config), this::error);
        }
    }

    // ---- failures: one line, exit code 1

    @Test
    void a_failure_is_reported_in_one_line() throws IOException {
        command.setAction(() -> {
            throw new IOException("the disk is full");
        });
        assertEquals("1: the disk is full\n", run(config()) + ": " + error());
    }

    @Test
    void a_seed_reports_a_port_in_use() throws IOException {
        try (ServerSocket used = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String config = config("127.0.0.1:" + used.getLocalPort());
            int code = Launcher.run(new SeedNode(), "--config", config);
            assertEquals(1, code);
            assertTrue(error().startsWith("cannot listen on 127.0.0.1:" + used.getLocalPort() + ": "), this::error);
        }
    }

    // ---- internal errors: stack trace, exit code 70

    @Test
    void an_exception_is_reported_with_its_stack_trace() throws IOException {
        command.setAction(() -> {
            throw new IllegalStateException("a defect");
        });
        assertEquals(70, run(config()));
        assertTrue(error().startsWith("java.lang.IllegalStateException: a defect\n\tat gossip.cli."), this::error);
    }

    @Test
    void an_error_is_reported_with_its_stack_trace() throws IOException {
        command.setAction(() -> {
            throw new AssertionError("a defect");
        });
        assertEquals(70, run(config()));
        assertTrue(error().startsWith("java.lang.AssertionError: a defect\n\tat gossip.cli."), this::error);
    }
}
