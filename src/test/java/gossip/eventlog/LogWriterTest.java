package gossip.eventlog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LogWriterTest {

    private static final Path PATH = Path.of("outputfile.txt");

    private final LogfmtEncoder encoder = new LogfmtEncoder();
    private final EventQueue queue = new EventQueue(new LogfmtEncoder(), Optional.empty());
    private final RecordingStream file = new RecordingStream();
    private final List<Throwable> failures = new ArrayList<>();

    @BeforeEach
    void start() {
        queue.start();
    }

    private void writeAll() throws InterruptedException {
        queue.stop();
        ConsoleWriter console = new ConsoleWriter(new PrintStream(new RecordingStream()), PATH, encoder, false);
        LogWriter writer = new LogWriter(queue, true, new LogFile(file, PATH, encoder, console), console);
        Thread.ofPlatform().uncaughtExceptionHandler((thread, e) -> failures.add(e)).start(writer).join();
    }

    // ---- batches

    /** Appends an event whose line has the given length, and returns the line. */
    private byte[] append(int length) {
        int lengthWithoutMessage = encoder.encode(Events.plain("x", null)).length - 1;
        LoggingEvent event = Events.plain("x".repeat(length - lengthWithoutMessage), null);
        queue.doAppend(event);
        return encoder.encode(event);
    }

    private List<Integer> sizes() throws InterruptedException {
        writeAll();
        return file.writes().stream().map(lines -> lines.length).toList();
    }

    @Test
    void few_lines_are_one_write() throws InterruptedException {
        append(100);
        append(200);
        assertEquals(List.of(300), sizes());
    }

    @Test
    void lines_that_just_fit_are_one_write() throws InterruptedException {
        append(100);
        append(LogWriter.MAX_BATCH - 100);
        append(100);
        assertEquals(List.of(LogWriter.MAX_BATCH, 100), sizes());
    }

    @Test
    void a_line_that_does_not_fit_starts_the_next_write() throws InterruptedException {
        append(LogWriter.MAX_BATCH - 100);
        append(101);
        assertEquals(List.of(LogWriter.MAX_BATCH - 100, 101), sizes());
    }

    @Test
    void a_line_longer_than_a_batch_is_a_write_of_its_own() throws InterruptedException {
        append(100);
        append(LogWriter.MAX_BATCH * 2);
        append(100);
        assertEquals(List.of(100, LogWriter.MAX_BATCH * 2, 100), sizes());
    }

    @Test
    void writes_are_whole_lines_and_together_all_lines() throws InterruptedException {
        Random random = new Random(1);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        for (int i = 0; i < 5_000; i++) {
            int maxLength = random.nextInt(1_000) == 0 ? LogWriter.MAX_BATCH * 2 : 500;
            expected.writeBytes(append(100 + random.nextInt(maxLength)));
        }
        writeAll();
        ByteArrayOutputStream actual = new ByteArrayOutputStream();
        for (byte[] lines : file.writes()) {
            assertTrue(lines[lines.length - 1] == '\n', "seed 1");
            actual.writeBytes(lines);
        }
        assertArrayEquals(expected.toByteArray(), actual.toByteArray(), "seed 1");
    }

    @Test
    void without_events_nothing_is_written() throws InterruptedException {
        assertEquals(List.of(), sizes());
    }

    // ---- failures

    private void appendValue(Object value) {
        queue.doAppend(Events.ofPeer("EVENT", Map.of("value", value)));
    }

    private List<String> values() {
        return file.texts().stream().flatMap(String::lines).map(line -> line.substring(line.indexOf('=') + 1)).toList();
    }

    @Test
    void an_event_that_cannot_be_formatted_loses_only_its_own_line() throws InterruptedException {
        StackOverflowError failure = new StackOverflowError();
        Object broken = new Object() {
            @Override
            public String toString() {
                throw failure;
            }
        };
        Thread.ofPlatform().uncaughtExceptionHandler((thread, e) -> failures.add(e)).start(() -> {
            appendValue(1);
            appendValue(broken);
            appendValue(3);
        }).join();
        writeAll();
        assertEquals(List.of("1", "3"), values());
        assertEquals(List.of(failure), failures);
    }

    @Test
    void a_batch_that_cannot_be_written_does_not_affect_the_next_one() throws InterruptedException {
        OutOfMemoryError failure = new OutOfMemoryError();
        file.failNextWrite(failure);
        appendValue("x".repeat(LogWriter.MAX_BATCH));
        appendValue(2);
        writeAll();
        assertEquals(List.of("2"), values());
        assertEquals(List.of(failure), failures);
    }
}
