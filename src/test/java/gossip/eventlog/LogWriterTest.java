package gossip.eventlog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.event.KeyValuePair;

/** What becomes of the events behind one that fails. */
@Timeout(60)
class LogWriterTest {

    private final LoggerContext context = new LoggerContext();
    private final EventQueue queue = new EventQueue();
    private final List<Throwable> faults = new ArrayList<>();

    /** A file whose first writes may fail. */
    private static final class Sheet extends AppenderBase<byte[]> {

        private final StringBuilder written = new StringBuilder();
        private Optional<Error> failure = Optional.empty();

        @Override
        public void doAppend(byte[] lines) {
            Optional<Error> now = failure;
            failure = Optional.empty();
            if (now.isPresent()) {
                throw now.get();
            }
            written.append(new String(lines, StandardCharsets.UTF_8));
        }

        @Override
        protected void append(byte[] lines) {
            throw new AssertionError("not called");
        }

        private List<String> values() {
            return written.toString().lines().map(line -> line.substring(line.indexOf('=') + 1)).toList();
        }
    }

    private final Sheet sheet = new Sheet();

    private void tell(Object value) {
        LoggingEvent event = new LoggingEvent("fqcn", context.getLogger("gossip"), Level.INFO, "EVENT", null, new Object[0]);
        event.addKeyValuePair(new KeyValuePair("role", "PEER"));
        event.addKeyValuePair(new KeyValuePair("self", "ada:1"));
        event.addKeyValuePair(new KeyValuePair("value", value));
        queue.doAppend(event);
    }

    private void write() throws InterruptedException {
        LogWriter writer = new LogWriter(queue, sheet, new Console(new Sheet(), Path.of("outputfile.txt")));
        Thread thread = Thread.ofPlatform().uncaughtExceptionHandler((self, e) -> faults.add(e)).start(writer);
        thread.join();
    }

    @Test
    void an_event_that_cannot_be_put_into_words_costs_its_own_line_alone() throws InterruptedException {
        StackOverflowError boom = new StackOverflowError();
        queue.setContext(context);
        queue.start();
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
        queue.setContext(context);
        queue.start();
        tell("x".repeat(Batch.MAX_SIZE));
        tell(2);
        queue.stop();
        write();
        assertEquals(List.of("2"), sheet.values());
        assertEquals(List.of(boom), faults);
    }
}
