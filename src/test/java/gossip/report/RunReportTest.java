package gossip.report;

import static gossip.report.SampleRun.LOG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.cli.Launcher;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class RunReportTest {
    private static final String ADVICE =
            "; name files of --output or a console, as text or compressed by gzip (--help lists the options)\n";

    @TempDir
    private Path folder;

    private record Result(int exitCode, String out, String err) {}

    private static Result run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Launcher.commandLine(new RunReport())
                .setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int exitCode = command.execute(args);
        return new Result(exitCode, out.toString().replace("\r\n", "\n"), err.toString().replace("\r\n", "\n"));
    }

    @Test
    void a_file_without_events_is_no_run() throws IOException {
        String empty = log("");
        assertEquals(new Result(2, "", "no events in " + empty + ADVICE), run(empty));
        String poem = log("roses are red\nviolets are blue\n");
        assertEquals(new Result(2, "", "no events in " + poem + "; lines not understood: 2" + ADVICE),
                run(poem, "--json"));
    }

    private String log(String text) throws IOException {
        return Files.writeString(folder.resolve("outputfile.txt"), text).toString();
    }

    @Test
    void a_correct_run_is_summarized_with_exit_code_0() throws IOException {
        assertEquals(new Result(0, """
                Run
                  began             12:40:00.000, lasted 60.0 s
                  events            41
                  seeds             2 started
                  peers             4 started, 4 joined

                Gossip
                  messages          3 generated
                  delivered         5 of 5 due = 100.00 %
                  caught up         1 more, by peers that started later
                  duplicates        0 delivered twice
                  latency           median 3 ms, 95 % within 10 ms, max 10 ms
                  convergence       50 % of the peers after 2 ms, 95 % after 3 ms, all after 3 ms (medians)
                  hops              median 1, max 2

                Overlay: neighbors of each peer, before any failure
                  degree 1             1  #
                  degree 2             2  ##
                  degree 3             1  #

                Failure
                  killed            127.0.0.1:6003 (carol) at 12:40:20.000, with 2 neighbors
                  registered with   127.0.0.1:5000, 127.0.0.1:5001
                  declared dead by  127.0.0.1:6001 (ada)  after  30.0 s
                                    127.0.0.1:6002 (bob)  after  35.0 s
                  removed at        127.0.0.1:5000        after  30.1 s
                                    127.0.0.1:5001        after  30.2 s
                  later messages    1 generated, 1 of them reached every survivor

                Checks
                  ok   seeds started: 2
                  ok   peers started: 4
                  ok   peers joined: 4 of 4
                  ok   messages delivered: 5 of 5 due = 100.00 %
                  ok   duplicate deliveries: 0
                  ok   127.0.0.1:6003 declared dead in time: 2 of 2 declarations within 26.0 s to 39.0 s (tolerance 0.8 s)
                  ok   127.0.0.1:6003 removed as dead: at 2 of 2 seeds that registered it
                  ok   gossip continued: 1 of 1 later message reached every survivor
                  ok   others declared dead: 0
                  ok   bad input: 0
                """, ""), run("--seeds", "2", "--peers", "4", "--killed", "127.0.0.1:6003", log(LOG)));
    }

    @Test
    void a_check_that_does_not_hold_gives_exit_code_1() throws IOException {
        Result result = run("--peers", "5", log(LOG));
        assertEquals(1, result.exitCode());
        assertTrue(result.out().contains("  FAIL peers started: 4, expected 5\n"), result.out());
    }

    @Test
    void the_expected_detection_time_follows_heartbeat_and_misses() throws IOException {
        Result result = run("--heartbeat", "500ms", "--misses", "2", log(LOG));
        assertTrue(result.out().contains("0 of 2 declarations within 0.5 s to 1.0 s (tolerance 0.5 s)"), result.out());
        assertTrue(result.out().contains("after  30.0 s  outside the expected time"), result.out());
    }

    @Test
    void lines_that_are_not_events_are_counted_and_ignored() throws IOException {
        Path file = Path.of(log("java.io.IOException: partial\n" + LOG + "2026-11-22T12:41:00.010+01:00 PEER 127.0.0.1:6001 GOSSIP_REC"
                + "EIVED id=a/0\n2026-11-22T12:41:00.010+01:00 PEER 127.0.0.1:9 JOINED neighbors=0\n"));
        Files.write(file, new byte[] {(byte) 0xff, 0, '\n'}, StandardOpenOption.APPEND);
        Result result = run(file.toString());
        assertEquals(0, result.exitCode());
        assertTrue(result.out().contains("events            41, lines not understood: 4\n"), result.out());
    }

    @Test
    void control_characters_in_the_log_do_not_reach_the_terminal() throws IOException {
        Result result = run(log(LOG + "2026-11-22T12:41:01.000+01:00 PEER 127.0.0.1:6001 NEIGHBOR_DEAD peer=\"\\u001b[2J\\nok   all\"\n"));
        assertTrue(result.out().contains("FAIL others declared dead: 1: ?[2J?ok   all (its log is missing) by 127.0.0.1:6001\n"), result.out());
    }

    @Test
    void a_missing_file_is_reported_in_one_line_with_exit_code_2() {
        String file = folder.resolve("nowhere.txt").toString();
        assertEquals(new Result(2, "", file + " does not exist (--help lists the options)\n"), run(file));
        assertEquals(2, run(folder.toString()).exitCode());
        assertEquals(2, run().exitCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--heartbeat=soon", "--heartbeat=0s", "--misses=0", "--misses=x", "--seeds=many", "--nonsense"})
    void an_invalid_option_is_reported_in_one_line_with_exit_code_2(String option) throws IOException {
        Result result = run(option, log(LOG));
        assertEquals(2, result.exitCode());
        assertEquals(1, result.err().lines().count(), result.err());
        assertTrue(result.err().contains(option.split("=")[0]), result.err());
        assertFalse(result.err().contains("Exception"), result.err());
    }

    private static final String FORWARDED = "2026-11-22T12:40:05.001+01:00 PEER 127.0.0.1:6001 GOSSIP_FORWARDED id=a/0 to=8\n";

    @Test
    void copies_are_counted_by_peer_and_first_copies_by_link() throws IOException {
        String out = run(log(LOG + FORWARDED)).out();
        assertTrue(out.contains("  copies            8 sent for 8 first receptions = 1.00 each\n"), out);
        assertTrue(out.contains("  busy peer         127.0.0.1:6001 (ada): 8 copies sent, 1 message received\n"), out);
        assertTrue(out.contains("  busy link         127.0.0.1:6001 (ada) - 127.0.0.1:6002 (bob): 3 first copies\n"), out);
    }

    @Test
    void json_is_one_document_with_the_names_of_the_peers() throws IOException {
        Result result = run("--json", log(LOG + FORWARDED));
        assertEquals(0, result.exitCode());
        assertEquals(1, result.out().lines().count());
        assertTrue(result.out().startsWith("{\"ok\":true,"), result.out());
        assertTrue(result.out().contains("{\"address\":\"127.0.0.1:6001\",\"name\":\"ada\",\"generated\":2,\"received\":1,"
                + "\"copiesSent\":8,\"textBytesSent\":480}"), result.out());
    }

    @Test
    void a_page_has_the_charts_and_no_text_of_the_log_as_markup() throws IOException {
        Path page = folder.resolve("report.html");
        assertEquals(0, run("--html", page.toString(), log(LOG.replace("name=ada", "name=<b>ada</b>"))).exitCode());
        String html = Files.readString(page);
        assertEquals(4, html.split("<svg").length - 1);
        assertTrue(html.contains("&lt;b&gt;ada") && !html.contains("<b>ada"), html);
    }

    @Test
    void a_page_that_cannot_be_written_gives_exit_code_1() throws IOException {
        Path page = folder.resolve("no/folder.html");
        Result result = run("--html", page.toString(), log(LOG));
        assertEquals("1 --html: " + page + " cannot be written; name a file in a folder that you may write",
                result.exitCode() + " " + result.err().strip());
    }

    @Test
    void help_shows_the_exit_codes() {
        assertTrue(run("--help").out().contains("a check fails"));
    }

    @Test
    void a_long_log_is_streamed() throws IOException {
        String ping = "2026-11-22T12:41:00.010+01:00 PEER 127.0.0.1:6001 PING_SENT peer=127.0.0.1:6002";
        Path file = folder.resolve("long.txt");
        Files.write(file, (Iterable<String>) Stream.concat(LOG.lines(), IntStream.range(0, 200_000).mapToObj(i -> ping))::iterator,
                StandardCharsets.UTF_8);
        assertTrue(run(file.toString()).out().contains("events            200041\n"));
    }
}
