package gossip.experiment.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.cli.Launcher;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Tests what the command {@code experiment} prints and writes, and that its results are reproducible. */
class ExperimentTest {

    private record Run(int exitCode, String out, String err) {}

    @TempDir
    private Path folder;

    private static Run run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = Launcher.commandLine(new Experiment())
                .setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return new Run(commandLine.execute(arguments), out.toString(), err.toString());
    }

    @Test
    void the_same_arguments_give_the_same_table_csv_and_report() throws IOException {
        String[] files = new String[4];
        String[] tables = new String[2];
        for (int i = 0; i < 2; i++) {
            Path csv = folder.resolve(i + ".csv");
            Path html = folder.resolve(i + ".html");
            tables[i] = run("--peers=60", "--messages=5", "--kill=10%", "--loss=5", "--duration=2m",
                    "--csv=" + csv, "--html=" + html).out();
            files[2 * i] = Files.readString(csv);
            files[2 * i + 1] = Files.readString(html);
        }
        assertEquals(tables[0], tables[1]);
        assertEquals(files[0], files[2]);
        assertEquals(files[1], files[3]);
    }

    @Test
    void another_random_seed_gives_other_results() {
        String one = run("--peers=60", "--messages=5", "--duration=1m", "--random-seed=1").out();
        String two = run("--peers=60", "--messages=5", "--duration=1m", "--random-seed=2").out();
        assertNotEquals(one.replace("--random-seed 1", ""), two.replace("--random-seed 2", ""));
    }

    @Test
    void the_times_before_and_after_the_run_are_options() {
        String table = run("--peers=60", "--messages=1", "--duration=1m", "--settle=500ms", "--closing=2s").out();
        assertTrue(table.contains("--duration 1m --settle 500ms --closing 2s --ping-interval 13s"), table);
        assertTrue(table.contains("Traffic in 62 s from the start of the run"), table);
    }

    @Test
    void crashes_are_detected_in_time_and_everything_is_delivered() {
        String table = run("--peers=100", "--kill=10", "--messages=10", "--duration=3m").out();
        assertTrue(table.contains("100.000 %"), table);
        String time = "(2[6-9]|3[0-8])\\.\\d s";
        assertTrue(table.matches("(?s).*declared dead after +min " + time + ",[^\n]* max " + time + ", of.*"), table);
        assertTrue(table.matches("(?s).*components\\s+1\\R.*"), table);
    }

    @Test
    void flooding_a_static_overlay_takes_2E_minus_N_minus_1_sends() {
        String flood = run("--peers=100", "--messages=3", "--duration=1m").out();
        assertTrue(flood.matches("(?s).*sends per broadcast\\s+(\\d+) at once, 0 later.*"
                + "takes 2E-\\(N-1\\) = \\1 sends, a tree N-1 = 99, these took \\1; over the 3 of 3.*"), flood);
    }

    @Test
    void peers_that_have_not_joined_are_counted_with_a_warning() {
        String table = run("--peers=50", "--delay=500ms..3s", "--messages=2", "--duration=1m").out();
        assertTrue(table.matches("(?s).*joined\\s+\\d+ of 50 peers when the run began; WARNING.*"), table);
    }

    @Test
    void a_crash_is_measured_by_reach_at_that_moment_and_by_due_verdicts() {
        String table = run("--peers=100", "--kill=50%", "--messages=4", "--duration=2m").out();
        assertTrue(table.contains("14, of which 10 at the moment of a failure"), table);
        assertTrue(table.matches("(?s).*reach at a failure .*at once.*"), table);
        assertTrue(table.matches("(?s).*verdicts\\s+(\\d+) given of \\1 due by neighbors, (\\d+) of \\2 by.*"), table);
    }

    @Test
    void the_csv_file_has_no_value_that_is_not_a_number() throws IOException {
        Path csv = folder.resolve("ring.csv");
        run("--peers=3", "--links=1", "--messages=1", "--duration=1m", "--csv=" + csv);
        assertTrue(!Files.readString(csv).contains("NaN"), Files.readString(csv));
    }

    @Test
    void the_html_report_has_its_charts_and_refers_to_no_other_file() throws IOException {
        Path html = folder.resolve("report.html");
        run("--peers=60", "--messages=5", "--duration=1m", "--html=" + html);
        String report = Files.readString(html);
        assertTrue(report.split("<svg", -1).length - 1 >= 3, "degrees, delivery over time, hops");
        assertTrue(!report.contains("src=") && !report.contains("<link"), "refers to another file");
    }

    @Test
    void an_exported_overlay_can_be_used_again_and_events_and_coverage_are_written() throws IOException {
        Path overlay = folder.resolve("overlay");
        Path events = folder.resolve("events.csv");
        Path coverage = folder.resolve("coverage.csv");
        String first = run("--peers=50", "--messages=2", "--duration=1m", "--export-overlay=" + overlay,
                "--export-events=" + events, "--export-coverage=" + coverage).out();
        String second = run("--messages=2", "--duration=1m", "--overlay=file:" + overlay).out();
        String degrees = first.lines().filter(line -> line.contains("degrees after the join")).findFirst().orElseThrow();
        assertTrue(second.contains(degrees), second);
        assertTrue(Files.readString(events).startsWith("time_s,event,node,other,message\n"), "columns");
        assertEquals(2 * 49, Files.readAllLines(events).stream().filter(line -> line.contains(",received,")).count());
        assertTrue(Files.readString(coverage).endsWith(",1.0\n"), Files.readString(coverage));
        Path graphml = folder.resolve("overlay.graphml");
        run("--peers=10", "--messages=0", "--duration=1s", "--overlay=ring", "--export-overlay=" + graphml);
        assertEquals(10, Files.readAllLines(graphml).stream().filter(line -> line.startsWith("<edge ")).count());
    }

    @Test
    void a_sweep_with_repetitions_gives_the_same_files_with_any_number_of_jobs() throws IOException {
        String[] tables = new String[2];
        for (int jobs = 1; jobs <= 2; jobs++) {
            tables[jobs - 1] = run("--peers=40", "--messages=4", "--duration=1m", "--origins=1", "--repeat=3",
                    "--sweep=loss=0,20", "--sweep=dissemination=flood,prune", "--jobs=" + jobs,
                    "--csv=" + folder.resolve(jobs + ".csv"), "--html=" + folder.resolve(jobs + ".html")).out();
        }
        assertEquals(tables[0], tables[1]);
        assertEquals(Files.readString(folder.resolve("1.html")), Files.readString(folder.resolve("2.html")));
        String csv = Files.readString(folder.resolve("1.csv"));
        assertEquals(csv, Files.readString(folder.resolve("2.csv")));
        assertTrue(csv.startsWith("loss,dissemination,random-seed,figure,value\n0,flood,42,"), csv);
        assertEquals(12, csv.lines().filter(line -> line.contains(",reach_50,")).count());
        assertTrue(Files.readString(folder.resolve("1.html")).contains("class=\"error\""), "error bars");
        assertTrue(tables[0].contains("+/-"), tables[0]);
        assertTrue(tables[0].lines().findFirst().orElseThrow()
                .endsWith(" --sweep loss=0,20 --sweep dissemination=flood,prune --repeat 3"), tables[0]);
    }

    @Test
    void the_printed_line_repeats_a_sweep_whose_values_contain_commas() {
        String table = run("--peers=20", "--messages=1", "--duration=10s", "--closing=1s",
                "--sweep=loss=gossip:5,ping:1;0").out();
        assertTrue(table.lines().findFirst().orElseThrow().endsWith(" --sweep 'loss=gossip:5,ping:1;0' --repeat 1"),
                table);
        assertTrue(table.matches("(?s).*\\Rgossip:5,ping:1 +1 .*\\R0 +1 .*"), table);
    }

    @ParameterizedTest
    @CsvSource({
        "--sweep=loss, is not OPTION=VALUE",
        "--sweep=lost=1, --lost",
        "--repeat=0, --repeat",
        "--overlay=torus, is not power-law",
        "--overlay=regular:3 --peers=5, --overlay",
        "--repeat=2 --figures=speed, speed is none of",
        "--peers=1, is not in 2..",
        "--peers=many, --peers",
        "--loss=200, --loss",
        "--delay=5, --delay",
        "--kill=100%, --kill",
        "--partition=10m, --partition",
        "--dissemination=shout, --dissemination"})
    void an_invalid_option_is_reported_in_one_line_that_names_it(String argument, String expected) {
        Run run = run(argument.split(" "));
        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains(expected) && run.err().strip().lines().count() == 1, run::err);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--csv", "--html"})
    void a_file_that_cannot_be_written_is_a_failure_before_the_run(String option) {
        Run run = run(option + "=/no/such/folder/x");
        assertEquals(1, run.exitCode());
        assertEquals(option + ": /no/such/folder/x cannot be written; name a file in a folder that you may write",
                run.err().strip());
    }
}
