package gossip.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The report finds no fault in logs of correct tours, and exactly the planted one in logs with a fault. */
class TourTest {

    private static final Expectations EXPECTED =
            new Expectations(Optional.of(3), Optional.of(8), Set.of(), Duration.ofSeconds(13), 3);
    /** A neighbor of another peer, so that its death is detected. */
    private static final int VICTIM = 1;
    private static final List<String> CRASH = SimulatedTour.log(tour -> {
        tour.crash(VICTIM);
        tour.run(90);
    });

    @TempDir
    private Path folder;

    private static RunAnalysis analysis(List<Path> files) throws IOException {
        return RunAnalysis.of(RunReader.read(files), EXPECTED);
    }

    private static List<String> failing(RunAnalysis analysis) {
        return Check.of(analysis).stream().filter(check -> !check.holds()).map(Check::text).toList();
    }

    private Path write(String name, List<String> lines) throws IOException {
        return Files.write(folder.resolve(name), lines);
    }

    // ---- correct tours

    private enum Tour {
        CRASH(tour -> { tour.crash(VICTIM); tour.run(90); }),
        CRASH_BY_KILL_9(tour -> { tour.kill9(VICTIM); tour.run(90); }),
        HANG(tour -> { tour.hang(VICTIM, 70); tour.run(120); }),
        SHORT_HANG(tour -> { tour.hang(VICTIM, 10); tour.run(60); }),
        RESTART(tour -> { tour.crash(VICTIM); tour.run(60); tour.restart(VICTIM); tour.run(60); }),
        FAST_RESTART(tour -> { tour.crash(VICTIM); tour.run(2); tour.restart(VICTIM); tour.run(90); }),
        LEAVE(tour -> { tour.leave(VICTIM); tour.run(60); }),
        EARLY_END(tour -> { tour.crash(VICTIM); tour.run(20); });

        private final Consumer<SimulatedTour> steps;

        Tour(Consumer<SimulatedTour> steps) {
            this.steps = steps;
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_correct_tour_has_no_fault(Tour tour) throws IOException {
        Path file = write("outputfile.txt", SimulatedTour.log(tour.steps));
        RunAnalysis analysis = analysis(List.of(file));
        assertEquals(List.of(), failing(analysis));
        assertTrue(analysis.delivery().due() > 300, () -> analysis.delivery().due() + " deliveries due");
    }

    @Test
    void typing_errors_are_no_fault() throws IOException {
        List<String> lines = new ArrayList<>(CRASH);
        lines.add(500, lines.get(500).split(" ")[0]
                + " SEED 127.0.0.1:5000 BAD_INPUT from=127.0.0.1:45678 reason=\"unknown verb 'MEMBRES'\"");
        assertEquals(List.of(), failing(analysis(List.of(write("outputfile.txt", lines)))));
    }

    /** What {@code %s} in a line of a copied log stands for is the event. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = ";;", quoteCharacter = '`', textBlock = """
            docker compose logs               ;; peer-1  | %s
            the same with colors              ;; \u001b[36mpeer-1  | \u001b[0m%s
            docker-compose 1.29               ;; \u001b[36mgossip_peer_1  |\u001b[0m %s
            docker compose logs --timestamps  ;; peer-1  | 2026-11-27T10:00:00.123456789Z %s
            docker logs --timestamps          ;; 2026-11-27T10:00:00.123456789Z %s
            docker service logs               ;; gossip_peer.3.x0k5vz9w1m@host-1    | %s
            a file of Docker                  ;; {"log":"%s\\n","stream":"stdout","time":"2026-11-27T10:00:00.1Z"}
            kubectl logs --prefix             ;; [pod/gossip-peer-0/node] %s
            journalctl                        ;; Nov 27 10:00:00 host-1 peer.sh[1234]: %s
            grep                              ;; outputfile.txt:17:%s
            grep --color                      ;; %s\u001b[m\u001b[K
            copied from a terminal            ;; `%s    `
            """)
    void what_other_programs_add_to_each_line_is_no_fault(String program, String form) throws IOException {
        boolean quoted = form.startsWith("{");
        List<String> lines = CRASH.stream().map(line -> quoted ? line.replace("\\", "\\\\").replace("\"", "\\\"") : line)
                .map(line -> form.replace("%s", line)).toList();
        RunAnalysis analysis = analysis(List.of(write("log.txt", lines)));
        assertEquals(List.of(), failing(analysis));
        assertEquals(0, analysis.run().skippedLines());
    }

    @ParameterizedTest
    @CsvSource({"UTF-8, false", "UTF-8, true", "UTF-16LE, false", "UTF-16LE, true", "UTF-16BE, true"})
    void a_byte_order_mark_and_the_line_ends_of_windows_are_no_fault(String charset, boolean compressed)
            throws IOException {
        byte[] content = ("\ufeff" + String.join("\r\n", CRASH)).getBytes(Charset.forName(charset));
        Path file = folder.resolve("log.txt");
        try (OutputStream out = compressed
                ? new GZIPOutputStream(Files.newOutputStream(file)) : Files.newOutputStream(file)) {
            out.write(content);
        }
        assertEquals(List.of(), failing(analysis(List.of(file))));
    }

    @Test
    void a_compressed_file_without_an_end_is_named() throws IOException {
        Path file = folder.resolve("outputfile.txt.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("an event\n".repeat(100).getBytes(StandardCharsets.UTF_8));
        }
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 20));
        String message = assertThrows(IOException.class, () -> analysis(List.of(file))).getMessage();
        assertEquals(file + ": the compressed data is damaged or has no end; copy the file again", message);
    }

    @Test
    void rotated_files_are_read_with_the_file() throws IOException {
        List<String> lines = CRASH;
        write("outputfile.txt.2", lines.subList(0, 900));
        write("outputfile.txt.1", lines.subList(900, 1_900));
        Path file = write("outputfile.txt", lines.subList(1_900, lines.size()));
        assertEquals(List.of(), failing(analysis(List.of(file))));
    }

    @Test
    void clocks_an_hour_apart_are_measured_and_corrected() throws IOException {
        List<String> lines = CRASH;
        Predicate<String> onOtherHost = line -> line.split(" ")[2].matches(".*[02468]") && line.contains(" PEER ");
        Path one = write("one.txt", lines.stream().filter(onOtherHost.negate()).toList());
        Path two = write("two.txt", lines.stream().filter(onOtherHost).map(line -> later(line, 3_600)).toList());
        RunAnalysis analysis = analysis(List.of(two, one));
        assertEquals(List.of(), failing(analysis));
        assertEquals(1, analysis.run().clocks().ahead().size());
        Duration ahead = analysis.run().clocks().ahead().values().iterator().next();
        assertEquals(3_600, ahead.toMillis() / 1_000.0, 0.01);
        assertTrue(analysis.delivery().latencyMillis().max() < 1_000 && analysis.delivery().latencyMillis().min() >= 0,
                () -> analysis.delivery().latencyMillis().toString());
        assertTrue(RunSummary.of(analysis).stream().anyMatch(line -> line.contains("3600.0 s ahead; corrected")));
    }

    private static String later(String line, int seconds) {
        int space = line.indexOf(' ');
        return OffsetDateTime.parse(line.substring(0, space)).plusSeconds(seconds) + line.substring(space);
    }

    // ---- planted faults

    private static UnaryOperator<List<String>> without(String regex, int most) {
        return lines -> {
            List<String> removed = lines.stream().filter(line -> line.matches(".*" + regex + ".*")).limit(most).toList();
            assertTrue(!removed.isEmpty(), regex);
            return lines.stream().filter(line -> !removed.contains(line)).collect(Collectors.toList());
        };
    }

    /** Adds an event of the first peer in the middle of the log. */
    private static UnaryOperator<List<String>> with(String event) {
        return lines -> {
            List<String> more = new ArrayList<>(lines);
            more.add(lines.get(1_200).split(" ")[0] + " " + event);
            return more;
        };
    }

    private enum Fault {
        LOST_MESSAGE("messages delivered:", without("10002 GOSSIP_RECEIVED id=10.0.0.0:10003\\S*/3 ", 1)),
        LOST_BEFORE_THE_DEATH_OF_THE_ORIGIN("messages delivered:",
                without("10002 GOSSIP_RECEIVED id=10.0.0.0:10001\\S*/2 ", 1)),
        DUPLICATE("duplicate deliveries:", lines -> {
            List<String> more = new ArrayList<>(lines);
            more.add(lines.stream().filter(line -> line.contains("10003 GOSSIP_RECEIVED")).findFirst().orElseThrow());
            return more;
        }),
        NOT_JOINED("peers joined:", without("10004 JOINED", 9)),
        MISSING_SEED("seeds started:", without("5002 SEED_STARTED", 9)),
        FALSE_DEATH("others declared dead:", with("PEER 10.0.0.0:10000 NEIGHBOR_DEAD peer=10.0.0.0:10003 incarnation=1")),
        FALSE_REMOVAL("others declared dead:",
                with("SEED 127.0.0.1:5000 PEER_REMOVED peer=10.0.0.0:10003 reason=dead members=7 incarnation=1")),
        BAD_INPUT("bad input:", with("PEER 10.0.0.0:10000 BAD_INPUT from=10.0.0.0:10003 reason=\"unknown verb\"")),
        NOT_REMOVED("10.0.0.0:10001 removed as dead:", without("5001 PEER_REMOVED peer=10.0.0.0:10001 reason=dead", 1)),
        NOT_DECLARED_DEAD("10.0.0.0:10001 declared dead in time:", without("NEIGHBOR_DEAD", 99)),
        GAP("messages lost permanently", with("PEER 10.0.0.0:10000 GAP origin=10.0.0.0:10003/1 from=3 to=5"));

        private final String check;
        private final UnaryOperator<List<String>> planted;

        Fault(String check, UnaryOperator<List<String>> planted) {
            this.check = check;
            this.planted = planted;
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_planted_fault_is_the_only_one_that_is_found(Fault fault) throws IOException {
        List<String> failing = failing(analysis(List.of(write("outputfile.txt", fault.planted.apply(CRASH)))));
        assertEquals(1, failing.size(), failing::toString);
        assertTrue(failing.getFirst().startsWith(fault.check), failing::toString);
    }
}
