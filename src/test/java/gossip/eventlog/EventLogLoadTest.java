package gossip.eventlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.core.OutputStreamAppender;
import gossip.node.PeerListener;
import gossip.protocol.Address;
import gossip.protocol.Message.Gossip;
import gossip.protocol.MessageId;
import gossip.protocol.PeerId;
import gossip.protocol.Utf8String;
import gossip.report.LogLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What the log promises when much is told at once, and when the console takes nothing. */
@Isolated
@Timeout(60)
class EventLogLoadTest {

    private static final int TELLERS = 50;
    private static final int ENOUGH_TO_OVERFLOW = ConsoleWriter.MAX_BACKLOG / 50 / TELLERS;

    @TempDir
    Path directory;
    private final BlockableStream console = new BlockableStream();

    @AfterEach
    void letThePrintingThreadEnd() {
        console.unblock();
    }

    private Path file() {
        return directory.resolve("outputfile.txt");
    }

    private EventLog open() throws IOException {
        OutputStreamAppender<byte[]> toConsole = new OutputStreamAppender<>();
        toConsole.setOutputStream(console);
        return EventLog.open(file(), toConsole);
    }

    private static Address address(int teller) {
        return new Address("peer", 1 + teller);
    }

    private static void tell(PeerListener listener, int sequence) {
        listener.generated(new Gossip(1, new MessageId(new PeerId(address(0), 1), sequence), Utf8String.of("Message " + sequence)));
    }

    private static void tellInManyThreads(EventLog log, int each) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int teller = 0; teller < TELLERS; teller++) {
                PeerListener listener = log.ofPeer(address(teller));
                threads.execute(() -> IntStream.range(0, each).forEach(sequence -> tell(listener, sequence)));
            }
        }
    }

    private static long sequence(LogLine line) {
        return line.value("id").map(id -> Long.parseLong(id.substring(id.lastIndexOf('/') + 1))).orElseThrow();
    }

    @Test
    void all_that_many_threads_have_told_is_in_the_file_after_the_close_each_ones_in_its_order() throws IOException {
        try (EventLog log = open()) {
            tellInManyThreads(log, 2_000);
        }
        Map<String, List<Long>> told = Files.readAllLines(file()).stream()
                .map(line -> LogLine.parse(line).orElseThrow(() -> new AssertionError("torn: " + line)))
                .collect(Collectors.groupingBy(LogLine::address, Collectors.mapping(EventLogLoadTest::sequence, Collectors.toList())));
        List<Long> all = IntStream.range(0, 2_000).mapToObj(Long::valueOf).toList();
        assertEquals(IntStream.range(0, TELLERS).mapToObj(teller -> address(teller).toString())
                .collect(Collectors.toMap(Function.identity(), teller -> all)), told);
    }

    @Test
    void the_console_shows_what_is_in_the_file_in_the_same_order() throws IOException {
        try (EventLog log = open()) {
            tellInManyThreads(log, 200);
        }
        assertEquals(Files.readString(file()), console.text());
    }

    @Test
    void one_event_is_in_the_file_and_on_the_console_at_once() throws IOException {
        try (EventLog log = open()) {
            PeerListener listener = log.ofPeer(address(0));
            List<Duration> delays = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String message = "Message " + i;
                long start = System.nanoTime();
                tell(listener, i);
                console.awaitText(text -> text.contains(message));
                delays.add(Duration.ofNanos(System.nanoTime() - start));
                assertTrue(Files.readString(file()).contains(message));
            }
            // The quickest: a busy machine may delay any of them, but none is ever held back for long on purpose.
            assertTrue(delays.stream().sorted().findFirst().orElseThrow().toMillis() < 100, delays::toString);
        }
    }

    @Test
    void a_console_that_takes_nothing_delays_neither_the_events_nor_the_file() throws IOException {
        console.block();
        EventLog log = open();
        log.ofPeer(address(0)).started("ada");
        tellInManyThreads(log, ENOUGH_TO_OVERFLOW);
        long start = System.nanoTime();
        log.close();
        long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        assertEquals(1 + ENOUGH_TO_OVERFLOW * TELLERS, Files.readAllLines(file()).size());
        assertTrue(millis >= 900 && millis < 5_000, "the close took " + millis + " ms");
    }

    @Test
    void a_console_that_takes_lines_again_says_how_many_it_has_left_out() throws IOException {
        console.block();
        EventLog log = open();
        tellInManyThreads(log, ENOUGH_TO_OVERFLOW);
        console.unblock();
        console.awaitText(text -> text.contains(" LOG console CONSOLE_SKIPPED lines="));
        log.ofPeer(address(0)).stopped("quit");
        log.close();
        List<String> file = Files.readAllLines(file());
        int accounted = 0;
        for (String line : console.lines()) {
            LogLine shown = LogLine.parse(line).orElseThrow();
            if (shown.event().equals("CONSOLE_SKIPPED")) {
                assertEquals(Optional.of(file().toString()), shown.value("file"));
                accounted += shown.count("lines").orElseThrow();
            } else {
                assertEquals(file.get(accounted), line);
                accounted++;
            }
        }
        assertEquals(file.size(), accounted);
    }

    @Test
    void processes_that_append_to_one_file_at_once_tear_no_line() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            processes.add(new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp", System.getProperty("java.class.path"), TellingProcess.class.getName(), file().toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.INHERIT).start());
        }
        for (Process process : processes) {
            assertEquals(0, process.waitFor());
        }
        Map<String, Long> told;
        try (var lines = Files.lines(file())) {
            told = lines.collect(Collectors.groupingBy(
                    line -> LogLine.parse(line).map(LogLine::event).orElse("torn: " + line), Collectors.counting()));
        }
        assertEquals(Map.of("GOSSIP_GENERATED", 2L * TELLERS * TellingProcess.EACH), told);
    }

    /** Tells much and ends without a word, as by Ctrl+C: only its shutdown hook closes the log. */
    static final class TellingProcess {

        private static final int EACH = 1_000;

        public static void main(String[] args) throws IOException {
            EventLog log = EventLog.open(Path.of(args[0]));
            Runtime.getRuntime().addShutdownHook(new Thread(log::close));
            tellInManyThreads(log, EACH);
        }
    }
}
