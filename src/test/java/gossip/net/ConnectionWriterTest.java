package gossip.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.protocol.Message.Status;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A writer whose output stream throws. */
@Timeout(20)
class ConnectionWriterTest {

    private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    private final NodeLock lock = new NodeLock();

    static Stream<Throwable> causes() {
        return Stream.of(new IOException("broken"), new IllegalStateException("bug"), new OutOfMemoryError("full"));
    }

    private SendQueue queue(Throwable cause) {
        return new SendQueue(lock, new ConnectionWriter.Target() {
            @Override
            public OutputStream output() throws IOException {
                switch (cause) {
                    case IOException e -> throw e;
                    case RuntimeException e -> throw e;
                    default -> throw (Error) cause;
                }
            }

            @Override
            public void finished() {
                failures.add(new AssertionError("finished"));
            }

            @Override
            public void failed(Throwable reported) {
                failures.add(reported);
            }

            @Override
            public void drained() {
                failures.add(new AssertionError("drained"));
            }
        });
    }

    private boolean send(SendQueue queue) {
        lock.lock();
        try {
            return queue.add(new Status());
        } finally {
            lock.unlock();
        }
    }

    @ParameterizedTest
    @MethodSource("causes")
    void an_exception_of_the_stream_is_reported_and_no_caller_waits_for_the_queue(Throwable cause) throws Exception {
        SendQueue queue = queue(cause);
        send(queue);
        assertEquals(cause, failures.poll(5, TimeUnit.SECONDS));
        send(queue);
        queue.awaitCapacity(Duration.ofSeconds(30));
        assertEquals(null, failures.poll());
    }
}
