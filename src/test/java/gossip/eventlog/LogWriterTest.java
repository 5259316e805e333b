package gossip.eventlog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.core.OutputStreamAppender;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of the events behind one that fails. */
@Timeout(60)
class LogWriterTest {

    private final EventQueue queue = new EventQueue();
    private final List<Throwable> faults = new ArrayList<>();

    /** A file whose first write may fail. */
    private static final class Sheet extends OutputStream {

        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private Optional<Error> failure = Optional.empty();

        @Override
        public void write(int octet) {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] octets, int from, int length) {
            Optional<Error> now = failure;
            failure = Optional.empty();
            if (now.isPresent()) {
                throw now.get();
            }
            written.write(octets, from, length);
        }

        private List<String> values() {
            return written.toString(StandardCharsets.UTF_8).lines().map(line -> line.substring(line.indexOf('=') + 1)).toList();
        }
    }

    private final Sheet sheet = new Sheet();

    @BeforeEach
    void start() {
        queue.start();
    }

    private void tell(Object value) {
        queue.doAppend(Events.ofPeer("EVENT", Map.of("value", value)));
    }

    private void write() throws InterruptedException {
        Path path = Path.of("outputfile.txt");
        ConsoleWriter console = new ConsoleWriter(new OutputStreamAppender<>(), path);
        LogWriter writer = new LogWriter(queue, new LogFile(sheet, path, console), console);
        Thread thread = Thread.ofPlatform().uncaughtExceptionHandler((self, e) -> faults.add(e)).start(writer);
        thread.join();
    }

    @Test
    void an_event_that_cannot_be_put_into_words_costs_its_own_line_alone() throws InterruptedException {
        StackOverflowError boom = new StackOverflowError();
        tell(1);
        tell(new Object() {
            @Override
            public String toString() {
                throw boom;
            }
        });
        tell(3);
        queue.stop();
        write();
        assertEquals(List.of("1", "3"), sheet.values());
        assertEquals(List.of(boom), faults);
    }

    @Test
    void a_batch_that_cannot_be_written_costs_none_behind_it() throws InterruptedException {
        OutOfMemoryError boom = new OutOfMemoryError();
        sheet.failure = Optional.of(boom);
        tell("x".repeat(LineBatch.MAX_SIZE));
        tell(2);
        queue.stop();
        write();
        assertEquals(List.of("2"), sheet.values());
        assertEquals(List.of(boom), faults);
    }
}
