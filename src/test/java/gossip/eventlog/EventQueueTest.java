package gossip.eventlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.spi.LoggingEvent;
import gossip.protocol.Utf8String;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventQueueTest {

    /** Makes the events few. */
    private static final String PADDING = "-".repeat(4_000);
    private static final int LINE = new LogfmtEncoder().encode(event(0)).length;
    /** Number of short events that fill the queue. */
    private static final int FULL = (EventQueue.CAPACITY + LINE - 1) / LINE;

    /** A writer that never counts as hung. */
    private final EventQueue queue = queue(Long.MAX_VALUE);
    private int appended;

    @BeforeEach
    void start() {
        queue.start();
    }

    private static EventQueue queue(long hangNanos) {
        return new EventQueue(new LogfmtEncoder(), Optional.empty(), hangNanos);
    }

    /** All events have lines of one length. */
    private static LoggingEvent event(int number) {
        return Events.plain(name(number) + PADDING, null);
    }

    private static String name(int number) {
        return "number%07d".formatted(number);
    }

    private void append() {
        appendTo(queue);
    }

    private void appendTo(EventQueue target) {
        target.doAppend(event(appended++));
    }

    private void fill() {
        for (int i = 0; i < FULL; i++) {
            append();
        }
    }

    private List<String> fetched() {
        return names(queue.fetch());
    }

    private static List<String> names(EventQueue.Fetched fetched) {
        return new String(fetched.lines().toByteArray(), StandardCharsets.UTF_8).lines()
                .map(line -> line.endsWith(PADDING) ? line.substring(LINE - 1 - name(0).length() - PADDING.length(),
                        LINE - 1 - PADDING.length()) : line.split(" ")[3]).toList();
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }

    @Test
    void all_queued_events_are_fetched_in_order() {
        append();
        append();
        assertEquals(List.of(name(0), name(1)), fetched());
        append();
        assertEquals(List.of(name(2)), fetched());
    }

    @Test
    void a_thread_that_appends_to_a_full_queue_waits_and_its_event_is_not_lost() throws InterruptedException {
        fill();
        int before = appended;
        Thread late = Thread.ofPlatform().start(this::append);
        awaitWaiting(late);
        assertEquals(before, fetched().size());
        late.join();
        assertEquals(List.of(name(before)), fetched());
    }

    @Test
    void long_texts_fill_the_queue_with_fewer_events() throws InterruptedException {
        queue.doAppend(Events.ofPeer("long", Map.of("message", Utf8String.of("x".repeat(EventQueue.CAPACITY / 2)),
                "reason", "x".repeat(EventQueue.CAPACITY / 2))));
        Thread late = Thread.ofPlatform().start(this::append);
        awaitWaiting(late);
        assertEquals(List.of("long"), fetched());
        late.join();
    }

    @Test
    void a_thread_that_has_waited_for_one_fetch_does_not_wait_for_another() throws InterruptedException {
        fill();
        List<Thread> late = new ArrayList<>();
        for (int i = 0; i < FULL + 10; i++) {
            late.add(Thread.startVirtualThread(() -> queue.doAppend(event(0))));
        }
        late.forEach(EventQueueTest::awaitWaiting);
        queue.fetch();
        for (Thread thread : late) {
            thread.join();
        }
        assertEquals(FULL + 10, fetched().size());
    }

    @Test
    void while_the_writer_hangs_no_thread_waits_and_events_are_kept_up_to_a_bound_and_then_counted() {
        EventQueue hung = queue(0);
        hung.start();
        int kept = (EventQueue.HANG_CAPACITY + LINE - 1) / LINE;
        for (int i = 0; i < kept + 3; i++) {
            appendTo(hung);
        }
        EventQueue.Fetched fetched = hung.fetch();
        assertEquals(kept, names(fetched).size());
        assertEquals(3, fetched.skipped());
        appendTo(hung);
        fetched = hung.fetch();
        assertEquals(name(kept + 3), names(fetched).getFirst());
        assertEquals(0, fetched.skipped());
    }

    @Test
    void a_thread_that_waits_continues_when_the_writer_has_made_no_progress_for_100_ms() throws InterruptedException {
        EventQueue slow = new EventQueue(new LogfmtEncoder(), Optional.empty());
        slow.start();
        for (int i = 0; i < FULL; i++) {
            appendTo(slow);
        }
        slow.progressed();
        long start = System.nanoTime();
        Thread late = Thread.ofPlatform().start(() -> appendTo(slow));
        late.join();
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertTrue(millis >= 90, "waited " + millis + " ms");
        assertEquals(FULL + 1, names(slow.fetch()).size());
    }

    @Test
    void a_fetch_without_events_returns_none_after_half_a_second() {
        EventQueue.Fetched fetched = queue.fetch();
        assertEquals(List.of(), names(fetched));
        assertFalse(fetched.last());
    }

    @Test
    void a_closed_queue_returns_its_events_and_then_none() {
        append();
        queue.stop();
        append();
        assertEquals(List.of(name(0)), fetched());
        assertTrue(queue.fetch().last());
    }

    @Test
    void closing_the_queue_ends_a_fetch_that_waits_for_an_event() throws InterruptedException {
        Thread writer = Thread.ofPlatform().start(queue::fetch);
        awaitWaiting(writer);
        queue.stop();
        writer.join();
    }

    @Test
    void closing_the_queue_ends_the_wait_of_a_thread_that_appends() throws InterruptedException {
        fill();
        Thread late = Thread.ofPlatform().start(this::append);
        awaitWaiting(late);
        queue.stop();
        late.join();
        assertTrue(fetched().stream().noneMatch(name(appended - 1)::equals));
    }

    @Test
    void many_queued_events_are_fetched_without_a_wait_for_more() {
        long nanos = 0;
        for (int i = 0; i < 100; i++) {
            fill();
            long start = System.nanoTime();
            queue.fetch();
            nanos += System.nanoTime() - start;
        }
        assertTrue(nanos < 1_000_000_000L, "100 fetches took " + nanos + " ns");
    }
}
