package gossip.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.protocol.Message;
import gossip.protocol.Message.Ping;
import gossip.protocol.Message.State;
import gossip.protocol.Utf8String;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Queues whose stream blocks until the test lets it write. */
@Timeout(20)
class SendQueueTest {

    private static final String FILLER = "x".repeat(8000);

    /** A stream that needs a permit for each write. */
    private static final class Output implements ConnectionWriter.Target {

        private final Semaphore permits = new Semaphore(0);
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private final CountDownLatch finished = new CountDownLatch(1);

        @Override
        public OutputStream output() {
            permits.acquireUninterruptibly();
            return written;
        }

        @Override
        public void finished() {
            finished.countDown();
        }

        @Override
        public void failed(Throwable cause) {
            throw new AssertionError(cause);
        }

        @Override
        public void drained() {}

        /** Returns the first two words of each line. */
        private List<String> lines() throws InterruptedException {
            permits.release(1 << 20);
            finished.await();
            return written.toString(StandardCharsets.UTF_8).lines()
                    .map(line -> line.replaceFirst("^(\\S+ \\S+).*", "$1")).toList();
        }
    }

    private final NodeLock lock = new NodeLock();
    private final Output output = new Output();
    private final SendQueue queue = new SendQueue(lock, output);

    private boolean send(SendQueue to, Message message) {
        lock.lock();
        try {
            return to.add(message);
        } finally {
            lock.unlock();
        }
    }

    private static State bulk(int number) {
        return new State(Utf8String.of(number + " " + FILLER));
    }

    private static Ping ping(int token) {
        return new Ping(token, 0);
    }

    private void awaitWriterBlocked() {
        while (!output.permits.hasQueuedThreads()) {
            Thread.onSpinWait();
        }
    }

    private static List<String> states(List<String> lines) {
        return lines.stream().filter(line -> line.startsWith("STATE")).toList();
    }

    private static List<String> statesUpTo(int end) {
        return IntStream.range(0, end).mapToObj(i -> "STATE " + i).toList();
    }

    @Test
    void a_PING_never_overtakes_the_first_message_of_a_connection() throws Exception {
        lock.lock();
        queue.add(bulk(0));
        queue.add(bulk(1));
        queue.add(ping(7));
        lock.unlock();
        queue.finish();
        assertEquals(List.of("STATE 0", "PING 7", "STATE 1"), output.lines());
    }

    @Test
    void a_PING_overtakes_queued_messages_and_they_keep_their_order() throws Exception {
        for (int i = 0; i < 100; i++) {
            send(queue, bulk(i));
        }
        awaitWriterBlocked();
        send(queue, ping(7));
        queue.finish();
        List<String> lines = output.lines();
        assertEquals(statesUpTo(100), states(lines));
        assertTrue(lines.indexOf("PING 7") < 20, "PING is line " + lines.indexOf("PING 7"));
    }

    @Test
    void a_PING_in_a_batch_that_is_not_taken_yet_is_written_first() throws Exception {
        send(queue, bulk(0));
        awaitWriterBlocked();
        send(queue, bulk(1));
        send(queue, ping(7));
        queue.finish();
        assertEquals(List.of("STATE 0", "PING 7", "STATE 1"), output.lines());
    }

    @Test
    void a_PING_alone_is_written() throws Exception {
        send(queue, ping(7));
        queue.finish();
        assertEquals(List.of("PING 7"), output.lines());
    }

    @Test
    void only_a_bounded_number_of_PINGs_overtakes() throws Exception {
        send(queue, bulk(0));
        awaitWriterBlocked();
        send(queue, bulk(1));
        for (int i = 0; i < 1000; i++) {
            send(queue, ping(i));
        }
        queue.finish();
        List<String> lines = output.lines();
        assertEquals(1 + QueuedMessages.MAX_URGENT, lines.indexOf("STATE 1"));
        assertEquals(1002, lines.size());
    }

    private int fill(SendQueue to) {
        int sent = 0;
        while (send(to, bulk(0))) {
            sent++;
        }
        return sent * FILLER.length();
    }

    @Test
    void all_queues_of_a_node_together_are_bounded() throws Exception {
        long total = fill(queue);
        assertTrue(total > SendQueue.CAPACITY - 200_000, "the first queue takes " + total);
        SendQueue last = queue;
        for (int i = 0; i < 100; i++) {
            last = new SendQueue(lock, new Output());
            total += fill(last);
        }
        assertTrue(total < SendQueue.TOTAL_CAPACITY + 100L * (SendQueue.HIGH_WATER_MARK + 10_000), "total " + total);
        assertTrue(total > SendQueue.TOTAL_CAPACITY, "total " + total);
        assertFalse(send(last, bulk(0)));
    }

    @Test
    void a_queue_that_is_abandoned_leaves_its_share_to_the_others() {
        fill(queue);
        queue.abandon();
        assertEquals(0, lock.unwritten());
    }

    @Test
    void nothing_is_counted_after_everything_is_written() throws Exception {
        for (int i = 0; i < 100; i++) {
            send(queue, bulk(i));
            send(queue, ping(i));
        }
        queue.finish();
        output.lines();
        assertEquals(0, lock.unwritten());
    }
}
