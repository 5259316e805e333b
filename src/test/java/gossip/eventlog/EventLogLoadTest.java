package gossip.eventlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.node.PeerListener;
import gossip.protocol.Address;
import gossip.protocol.MessageId;
import gossip.protocol.Origin;
import gossip.protocol.Utf8String;
import gossip.report.LogLine;
import java.io.IOException;
import java.io.PrintStream;
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

/** Tests of the log with many events at once and with a blocked console. */
@Isolated
@Timeout(60)
class EventLogLoadTest {

    private static final int NODES = 50;
    private static final int OVERFLOW_EVENTS = ConsoleWriter.MAX_BACKLOG / 50 / NODES;

    @TempDir
    Path directory;
    private final BlockableStream console = new BlockableStream();

    @AfterEach
    void unblockConsoleThread() {
        console.unblock();
    }

    private Path file() {
        return directory.resolve("outputfile.txt");
    }

    private EventLog open() throws IOException {
        return EventLog.open(file(), Long.MAX_VALUE, OutputFormat.LOGFMT, ConsoleSettings.RAW,
                new PrintStream(console));
    }

    private static Address address(int node) {
        return new Address("peer", 1 + node);
    }

    private static void log(PeerListener listener, int sequence) {
        MessageId id = new MessageId(new Origin(address(0), 1), sequence);
        listener.event("GOSSIP_GENERATED", "id", id, "message", Utf8String.of("Message " + sequence));
    }

    private static void logInManyThreads(EventLog log, int each) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int node = 0; node < NODES; node++) {
                PeerListener listener = log.ofPeer(address(node));
                threads.execute(() -> IntStream.range(0, each).forEach(sequence -> log(listener, sequence)));
            }
        }
    }

    private static long sequence(LogLine line) {
        return line.value("id").map(id -> Long.parseLong(id.substring(id.lastIndexOf('/') + 1))).orElseThrow();
    }

    @Test
    void after_the_close_the_file_has_all_events_of_many_threads_in_the_order_of_each_thread() throws IOException {
        try (EventLog log = open()) {
            logInManyThreads(log, 2_000);
        }
        Map<String, List<Long>> logged = Files.readAllLines(file()).stream()
                .map(line -> LogLine.parse(line).orElseThrow(() -> new AssertionError("not a line: " + line)))
                .collect(Collectors.groupingBy(
                        LogLine::address, Collectors.mapping(EventLogLoadTest::sequence, Collectors.toList())));
        List<Long> all = IntStream.range(0, 2_000).mapToObj(Long::valueOf).toList();
        assertEquals(IntStream.range(0, NODES).mapToObj(node -> address(node).toString())
                .collect(Collectors.toMap(Function.identity(), node -> all)), logged);
    }

    @Test
    void the_console_shows_the_lines_of_the_file_in_the_same_order() throws IOException {
        try (EventLog log = open()) {
            logInManyThreads(log, 200);
        }
        assertEquals(Files.readString(file()), console.text());
    }

    @Test
    void a_single_event_is_in_the_file_and_on_the_console_within_100_ms() throws IOException {
        try (EventLog log = open()) {
            PeerListener listener = log.ofPeer(address(0));
            List<Duration> delays = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String message = "Message " + i;
                long start = System.nanoTime();
                log(listener, i);
                console.awaitText(text -> text.contains(message));
                delays.add(Duration.ofNanos(System.nanoTime() - start));
                assertTrue(Files.readString(file()).contains(message));
            }
            // The fastest one, because a busy machine can delay any event.
            assertTrue(delays.stream().sorted().findFirst().orElseThrow().toMillis() < 100, delays::toString);
        }
    }

    @Test
    void a_blocked_console_delays_neither_the_events_nor_the_file() throws IOException {
        console.block();
        EventLog log = open();
        log.ofPeer(address(0)).event("PEER_STARTED", "name", "ada");
        logInManyThreads(log, OVERFLOW_EVENTS);
        long start = System.nanoTime();
        log.close();
        long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        assertEquals(1 + OVERFLOW_EVENTS * NODES, Files.readAllLines(file()).size());
        assertTrue(millis >= 900 && millis < 5_000, "the close took " + millis + " ms");
    }

    @Test
    void an_unblocked_console_shows_how_many_lines_were_skipped() throws IOException {
        console.block();
        EventLog log = open();
        logInManyThreads(log, OVERFLOW_EVENTS);
        console.unblock();
        console.awaitText(text -> text.contains(" LOG console CONSOLE_SKIPPED lines="));
        log.ofPeer(address(0)).event("PEER_STOPPED", "reason", "quit");
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
    void processes_that_append_to_one_file_do_not_split_lines() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            processes.add(new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp", System.getProperty("java.class.path"), LoggingProcess.class.getName(), file().toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT).start());
        }
        for (Process process : processes) {
            assertEquals(0, process.waitFor());
        }
        Map<String, Long> logged;
        try (var lines = Files.lines(file())) {
            logged = lines.collect(Collectors.groupingBy(
                    line -> LogLine.parse(line).map(LogLine::event).orElse("not a line: " + line),
                    Collectors.counting()));
        }
        assertEquals(Map.of("GOSSIP_GENERATED", 2L * NODES * LoggingProcess.EACH), logged);
    }

    /** A program that logs many events and then ends. Only its shutdown hook closes the log, as after Ctrl+C. */
    static final class LoggingProcess {

        private static final int EACH = 1_000;

        public static void main(String[] args) throws IOException {
            EventLog log = EventLog.open(Path.of(args[0]));
            Runtime.getRuntime().addShutdownHook(new Thread(log::close));
            logInManyThreads(log, EACH);
        }
    }
}
