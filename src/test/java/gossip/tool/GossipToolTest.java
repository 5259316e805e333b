package gossip.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.cli.Launcher;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GossipToolTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return Launcher.commandLine(new GossipTool())
                .setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(args);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            none     | Missing required subcommand
            reprot   | unknown command 'reprot'
            """)
    void a_missing_or_unknown_command_is_reported_with_the_known_ones(String command, String error) {
        int exitCode = command == null ? run() : run(command);
        assertEquals("2: " + error + "; commands are "
                        + String.join(", ", Launcher.commandLine(new GossipTool()).getSubcommands().keySet())
                        + " (--help lists the options)",
                exitCode + ": " + err.toString().strip());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            watch --events GOSSIP_*,NOSUCH | --events NOSUCH matches no event; events are BAD_INPUT, .*, WAITING_FOR_SEED
            graph --dot --json             | --json cannot be combined with --dot or --graphml
            graph --dot --graphml          | --dot, --graphml are mutually exclusive \\(specify only one\\)
            keys issue --role boss         | .*'--role'.*: expected one of seed, peer, operator but was 'boss'
            keys frobnicate                | unknown command 'frobnicate'; commands are init, issue, show
            """)
    void a_wrong_argument_is_reported_with_the_possible_ones(String line, String error) {
        assertEquals(2, run(line.split(" ")));
        assertTrue(err.toString().strip().matches(error + " \\(--help lists the options\\)"), err::toString);
    }

    @Test
    void the_events_to_watch_are_those_of_the_document() throws IOException {
        Set<String> documented = Files.readAllLines(Path.of("src/docs/event-log.md")).stream()
                .filter(line -> line.matches("\\| `[A-Z_]+`.*")).map(line -> line.split("\\|")[1])
                .flatMap(names -> Pattern.compile("[A-Z]+(_[A-Z]+)*").matcher(names.replaceAll("[^`]*`([^`]*)`[^`]*", "$1 "))
                        .results().map(MatchResult::group)).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(documented, new TreeSet<>(WatchCommand.EVENTS));
    }

    @Test
    void an_invalid_value_is_reported_without_the_known_commands() {
        assertEquals(2, run("experiment", "--peers", "x"));
        assertEquals("Invalid value for option '--peers': 'x' is not an int (--help lists the options)",
                err.toString().strip());
    }

    @Test
    void each_command_alone_has_the_same_help_as_among_the_others() {
        for (String command : Launcher.commandLine(new GossipTool()).getSubcommands().keySet()) {
            out.getBuffer().setLength(0);
            assertEquals(0, run(command, "--help"));
            assertEquals(out.toString().stripTrailing(), GossipTool.answer(List.of(command, "--help")));
        }
    }

    @Test
    void a_usage_error_of_a_command_is_reported_in_one_line() {
        assertEquals(2, run("report", "nowhere.txt"));
        assertEquals("nowhere.txt does not exist (--help lists the options)", err.toString().strip());
    }

    @Test
    void a_message_cannot_be_sent_to_a_seed() {
        assertEquals(2, run("send", "--seed", "127.0.0.1:1", "--to", "127.0.0.1:1", "hello"));
        assertEquals("--to: 127.0.0.1:1 is a seed; name a peer (--help lists the options)", err.toString().strip());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --json members                        | members --json
            --seed a:1 --timeout=1s members       | members --seed a:1 --timeout=1s
            --tls keys --json trace last --last 1 | trace --tls keys --json last --last 1
            members --json                        | members --json
            --help                                | --help
            --version members                     | --version members
            --unknown members                     | --unknown members
            --json                                | --json
            --seed                                | --seed
            """)
    void shared_options_may_precede_the_command(String given, String moved) {
        assertEquals(moved, String.join(" ", GossipTool.commandFirst(given.split(" "))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "status --help", "report --help", "experiment --help"})
    void help_fits_into_80_columns(String args) {
        assertEquals(0, run(args.split(" ")), err::toString);
        assertTrue(out.toString().lines().allMatch(line -> line.length() <= 80), out::toString);
    }

    @Test
    void the_help_of_status_explains_its_short_columns() {
        assertEquals(0, run("status", "--help"), err::toString);
        for (String column : List.of("DEG", "MEMB", "GEN", "RECV", "DUP", "KEPT", "IN", "OUT", "QUEUE")) {
            assertTrue(out.toString().replaceAll("\\s+", " ").matches("(?s).*[( ]" + column + "[,)].*"), column);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "report --version", "experiment -V"})
    void every_command_has_a_version(String args) {
        assertEquals(0, run(args.split(" ")), err::toString);
        assertEquals("gossip unpackaged on Java " + Runtime.version(), out.toString().strip());
    }

    @Test
    void help_shows_percent_signs_once() {
        run("experiment", "--help");
        assertTrue(out.toString().contains("N|PERCENT% ") && !out.toString().contains("%%"), out::toString);
    }
}
