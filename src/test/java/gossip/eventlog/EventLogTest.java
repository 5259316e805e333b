package gossip.eventlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.node.PeerListener;
import gossip.node.SeedListener;
import gossip.protocol.Address;
import gossip.protocol.Codec;
import gossip.protocol.MessageId;
import gossip.protocol.Origin;
import gossip.protocol.Utf8String;
import gossip.report.LogLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class EventLogTest {

    private static final int THREADS = 8;
    private static final Address ADA = new Address("ada", 1);

    @TempDir
    Path directory;
    private Path file;
    private final PrintStream out = System.out;
    private final ByteArrayOutputStream console = new ByteArrayOutputStream();

    @BeforeEach
    void captureConsole() {
        file = directory.resolve("outputfile.txt");
        System.setOut(new PrintStream(console, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restoreConsole() {
        System.setOut(out);
    }

    private static void generate(PeerListener listener, long sequence, String text) {
        listener.event("GOSSIP_GENERATED", "id", new MessageId(new Origin(ADA, 1), sequence),
                "message", Utf8String.of(text));
    }

    private static List<String> events(List<String> lines) {
        return lines.stream()
                .map(line -> LogLine.parse(line).map(LogLine::event).orElse("not a line: " + line)).toList();
    }

    /** Returns a value of the only line of the file. */
    private String onlyValue(String key) throws IOException {
        LogLine line = LogLine.parse(Files.readString(file).stripTrailing()).orElseThrow();
        return line.value(key).orElseThrow();
    }

    @Test
    void nothing_follows_the_event_that_a_node_has_stopped() throws IOException {
        try (EventLog log = EventLog.open(file)) {
            SeedListener seed = log.ofSeed(ADA);
            PeerListener peer = log.ofPeer(ADA);
            seed.event("SEED_STOPPED", "reason", "SIGTERM");
            peer.event("PEER_STARTED", "name", "ada");
            peer.event("PEER_STOPPED", "reason", "SIGTERM");
            seed.event("NOTICE", "text", "the configuration file does not list this seed");
            peer.event("BAD_INPUT", "from", "127.0.0.1:1", "reason", "no such verb");
        }
        assertEquals(List.of("SEED_STOPPED", "PEER_STARTED", "PEER_STOPPED"), events(Files.readAllLines(file)));
    }

    @Test
    void events_logged_before_the_close_are_in_the_file() throws IOException {
        try (EventLog log = EventLog.open(file)) {
            log.ofSeed(ADA).event("SEED_STARTED");
            log.ofPeer(ADA).event("PEER_STARTED", "name", "ada");
        }
        assertEquals(List.of("SEED_STARTED", "PEER_STARTED"), events(Files.readAllLines(file)));
    }

    @Test
    void a_restarted_node_appends_to_the_file() throws IOException {
        Files.writeString(file, "an earlier line\n");
        try (EventLog log = EventLog.open(file)) {
            log.ofSeed(ADA).event("SEED_STARTED");
        }
        assertEquals("an earlier line", Files.readAllLines(file).getFirst());
    }

    @Test
    void the_console_shows_the_lines_of_the_file() throws IOException {
        try (EventLog log = EventLog.open(file)) {
            generate(log.ofPeer(ADA), 0, "Hello \u4e16\u754c");
        }
        assertEquals(Files.readString(file), console.toString(StandardCharsets.UTF_8));
    }

    @Test
    void the_start_of_a_node_is_logged_with_the_process_id() throws IOException {
        try (EventLog log = EventLog.open(file)) {
            log.ofPeer(ADA).event("PEER_STARTED", "name", "ada");
        }
        assertEquals(String.valueOf(ProcessHandle.current().pid()), onlyValue("pid"));
    }

    @Test
    void nothing_is_written_after_the_close() throws IOException {
        PeerListener listener;
        try (EventLog log = EventLog.open(file)) {
            listener = log.ofPeer(ADA);
        }
        listener.event("PEER_STARTED", "name", "ada");
        assertEquals("", Files.readString(file));
    }

    @Test
    void nothing_is_written_after_the_close_of_a_second_log_of_the_process() throws IOException {
        EventLog.open(directory.resolve("earlier.txt")).close();
        PeerListener listener;
        try (EventLog log = EventLog.open(file)) {
            listener = log.ofPeer(ADA);
        }
        listener.event("PEER_STARTED", "name", "ada");
        assertEquals("", Files.readString(file));
    }

    @Test
    void lines_of_several_threads_are_complete_and_not_mixed() throws Exception {
        logInManyThreads(500, "a text with \"quotes\"");
        Map<Optional<String>, Long> events = Files.readAllLines(file).stream()
                .collect(Collectors.groupingBy(line -> LogLine.parse(line).map(LogLine::event), Collectors.counting()));
        assertEquals(Map.of(Optional.of("GOSSIP_GENERATED"), THREADS * 500L), events);
    }

    @Test
    void the_longest_lines_of_several_threads_are_not_mixed() throws Exception {
        String longest = "\u0000".repeat(Codec.MAX_LINE);
        logInManyThreads(5, longest);
        assertTrue(Files.readAllLines(file).stream().allMatch(line ->
                LogLine.parse(line).flatMap(parsed -> parsed.value("message")).equals(Optional.of(longest))));
    }

    private void logInManyThreads(int times, String text) throws IOException {
        try (EventLog log = EventLog.open(file); ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (int i = 0; i < THREADS; i++) {
                PeerListener listener = log.ofPeer(new Address("peer", 1 + i));
                threads.execute(() -> {
                    for (int sequence = 0; sequence < times; sequence++) {
                        generate(listener, sequence, text);
                    }
                });
            }
            threads.shutdown();
        }
    }

    @Test
    void the_error_for_a_file_that_cannot_be_written_names_the_file() {
        IOException failure = assertThrows(IOException.class, () -> EventLog.open(directory).close());
        String expected = "cannot write the event log to " + directory + ": ";
        assertTrue(failure.getMessage().startsWith(expected), failure::getMessage);
    }

    @Test
    void a_death_report_contains_the_form_of_the_specification() throws IOException {
        try (EventLog log = EventLog.open(file)) {
            log.ofPeer(new Address("10.0.0.2", 6002)).event("DEATH_REPORTED",
                    "seed", new Address("10.0.0.1", 5000), "peer", new Address("10.0.0.3", 6003));
        }
        String report = onlyValue("report");
        assertTrue(report.matches("Dead Node:10\\.0\\.0\\.3:6003:[^:]+:10\\.0\\.0\\.2"), report);
    }

    @Test
    @Timeout(20)
    void a_removed_file_is_created_again_while_no_event_is_logged() throws IOException {
        try (EventLog log = EventLog.open(file)) {
            log.ofPeer(ADA).event("PEER_STARTED", "name", "ada");
            while (Files.size(file) == 0) {
                Thread.onSpinWait();
            }
            Files.delete(file);
            long start = System.nanoTime();
            while (Files.notExists(file)) {
                Thread.onSpinWait();
            }
            long millis = (System.nanoTime() - start) / 1_000_000;
            assertTrue(millis <= 1_000, "created after " + millis + " ms");
        }
        assertTrue(console.toString(StandardCharsets.UTF_8).contains(" LOG file FILE_REOPENED file=" + file),
                console::toString);
    }

    @Test
    void a_long_internal_error_is_one_line() throws IOException {
        try (EventLog log = EventLog.open(file)) {
            log.ofPeer(ADA).event("PEER_STARTED", "name", "ada");
            log.fault("handling an event", new IllegalStateException("boom ".repeat(100_000)));
            log.ofPeer(ADA).event("PEER_STOPPED", "reason", "quit");
        }
        List<String> lines = Files.readAllLines(file);
        assertEquals(3, lines.size());
        assertTrue(lines.get(1).contains(" ERROR gossip message=\"handling an event\" stack=\"java.lang.IllegalState"));
    }
}
