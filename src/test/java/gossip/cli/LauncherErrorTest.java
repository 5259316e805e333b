package gossip.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.PeerNode;
import gossip.SeedNode;
import gossip.journal.DiskStorage;
import gossip.journal.JournalFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The exit codes and messages of wrong command lines, failures and internal errors. */
class LauncherErrorTest extends LauncherFixture {

    private static final String HINT = " (--help lists the options)\n";

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
            --on-exit=explode    | Invalid value for option '--on-exit': expected one of crash, leave \
            but was 'explode'
            --listen=0.0.0.0     | --listen 0.0.0.0 needs --advertise HOST, because other peers cannot dial 0.0.0.0
            --listen=5001        | Invalid value for option '--listen': '5001' is not HOST[:PORT]; with a port alone, \
            write 127.0.0.1:5001
            --advertise=0.0.0.0  | --advertise 0.0.0.0 means all addresses of a machine; name the host that other \
            peers dial
            --listen=127.0.0.1:5000 | --listen: 127.0.0.1:5000 is the address of a seed; choose another port, or leave \
            it out for a free one
            --listen=localhost:4998 --count=3 | --listen: 127.0.0.1:5000 is the address of a seed; choose another \
            port, or leave it out for a free one
            --listen=127.0.0.1 --advertise=127.0.0.1:5000 | --advertise: 127.0.0.1:5000 is the address of a seed; \
            choose another port, or leave it out for a free one
            --listen=0.0.0.0:5000 --advertise=192.0.2.1 | --listen: 127.0.0.1:5000 is the address of a seed; choose \
            another port, or leave it out for a free one
            --advertise=[0::0]:1 | --advertise :: means all addresses of a machine; name the host that other peers dial
            --name=              | Invalid value for option '--name': it is empty; allowed are 1 to 64 characters \
            without control characters
            --name=“ada”         | Invalid value for option '--name': it is in quotes that the shell does not remove; \
            allowed are 1 to 64 characters without control characters
            –name ada            | Unmatched arguments from index 2: '–name', 'ada'; write --name
            -name ada            | Unknown options: '-name', 'ada'; write --name
            name=ada             | Unmatched argument at index 2: 'name=ada'; write --name
            “a”                  | Unmatched argument at index 2: '“a”'; a shell knows only the quotes " and '
            --color=red          | Unknown option: '--color=red'
            =                    | Unmatched argument at index 2: '='
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
    void a_long_name_and_one_with_a_control_character_are_wrong_values() throws IOException {
        run(config(), "--name", "x".repeat(8000));
        run(config(), "--name", "a\u202eb");
        run(config(), "--name", "a\udb40\udc01b");
        assertEquals(Stream.of("it has 8000 characters", "it contains the character U+202E",
                        "it contains the character U+E0001")
                .map(reason -> "Invalid value for option '--name': " + reason
                        + "; allowed are 1 to 64 characters without control characters" + HINT)
                .collect(Collectors.joining()), error());
    }

    @Test
    void a_file_name_that_the_system_does_not_allow_is_a_wrong_value() throws IOException {
        assertEquals(2, run(config(), "--output=a\0b"));
        assertTrue(error().startsWith("Invalid value for option '--output': ")
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
        assertEquals("2: " + config + " line 1: unknown option 'color'; known are advertise, console, control, count,"
                + " data, dissemination, fsync, gossip-interval, http, http-tls, links, listen, max-degree, max-members,"
                + " messages, name, network, on-exit, output, output-format, output-max, ping-interval, ping-misses,"
                + " retain, signed, tls\n",
                Launcher.run(new SeedNode(), "--config", config) + ": " + error());
    }

    @Test
    void a_seed_needs_room_for_a_member() throws IOException {
        assertEquals("2: Invalid value for option '--max-members': 0 is not 1 or more" + HINT,
                Launcher.run(new SeedNode(), "--config", config(), "--max-members", "0") + ": " + error());
    }

    @Test
    void stored_data_is_forced_to_the_disk_in_one_of_three_ways() throws IOException {
        assertEquals("2: Invalid value for option '--fsync': expected one of always, interval, never"
                        + " but was 'often'" + HINT,
                Launcher.run(new SeedNode(), "--config", config(), "--fsync", "often") + ": " + error());
    }

    @Test
    void a_folder_for_data_that_cannot_be_used_is_a_failure_in_one_line(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertEquals("1: cannot use the folder " + file + " of --data: a file has this name; choose another\n",
                runSeed(file) + ": " + error());
        run(config(), "--output", LOG, "--data", file.toString());
        assertTrue(error().endsWith("of --data: a file has this name; choose another\n"), this::error);
    }

    @Test
    void a_folder_for_data_of_another_process_or_role_is_a_failure_in_one_line(@TempDir Path folder)
            throws IOException {
        Path data = folder.resolve("data");
        try (DiskStorage storage = DiskStorage.open(data)) {
            assertEquals("1: the folder " + data + " of --data is used by process " + ProcessHandle.current().pid()
                    + "; end it, or choose another folder\n", runSeed(data) + ": " + error());
            JournalFolder.open(storage, "peer");
        }
        runSeed(data);
        assertTrue(error().endsWith("cannot use the folder " + data
                + " of --data: it holds the data of a peer, not of a seed; choose another\n"), this::error);
    }

    private int runSeed(Path data) throws IOException {
        return Launcher.run(new SeedNode(), "--config", config(), "--listen", "127.0.0.1:0",
                "--output", LOG, "--data", data.toString());
    }

    @Test
    void signing_without_a_key_is_a_usage_error_on_the_command_line_and_in_the_config_file() throws IOException {
        String message = "--signed needs --tls DIR, the folder with the key that signs" + HINT;
        assertEquals("2: " + message, Launcher.run(new PeerNode(), "--config", config(), "--signed") + ": " + error());
        String config = config("signed=true");
        assertEquals("2: " + message + config + " line 1: " + message,
                Launcher.run(new PeerNode(), "--config", config) + ": " + error());
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
