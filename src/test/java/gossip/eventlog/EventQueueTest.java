package gossip.eventlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import gossip.protocol.Utf8String;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.event.KeyValuePair;

@Timeout(60)
class EventQueueTest {

    /** Number of short events that fill the queue. */
    private static final int FULL = EventQueue.CAPACITY / EventQueue.EVENT_SIZE;

    /** A writer that never counts as hung. */
    private final EventQueue queue = new EventQueue(Long.MAX_VALUE);
    private int appended;

    @BeforeEach
    void start() {
        queue.start();
    }

    private void append() {
        appendTo(queue);
    }

    private void appendTo(EventQueue target) {
        target.doAppend(Events.plain("number" + appended++, null));
    }

    private void fill() {
        for (int i = 0; i < FULL; i++) {
            append();
        }
    }

    private List<String> fetched() {
        return queue.fetch().events().stream().map(ILoggingEvent::getMessage).toList();
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
        assertEquals(List.of("number0", "number1"), fetched());
        append();
        assertEquals(List.of("number2"), fetched());
    }

    @Test
    void a_thread_that_appends_to_a_full_queue_waits_and_its_event_is_not_lost() throws InterruptedException {
        fill();
        int before = appended;
        Thread late = Thread.ofPlatform().start(this::append);
        awaitWaiting(late);
        assertEquals(before, fetched().size());
        late.join();
        assertEquals(List.of("number" + before), fetched());
    }

    @Test
    void long_texts_fill_the_queue_with_fewer_events() throws InterruptedException {
        LoggingEvent event = Events.plain("long", null);
        event.addKeyValuePair(new KeyValuePair("message", Utf8String.of("x".repeat(EventQueue.CAPACITY / 2))));
        event.addKeyValuePair(new KeyValuePair("reason", "x".repeat(EventQueue.CAPACITY / 2)));
        queue.doAppend(event);
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
            late.add(Thread.startVirtualThread(() -> queue.doAppend(Events.plain("late", null))));
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
        EventQueue hung = new EventQueue(0);
        hung.start();
        int kept = EventQueue.HANG_CAPACITY / EventQueue.EVENT_SIZE;
        for (int i = 0; i < kept + 3; i++) {
            appendTo(hung);
        }
        EventQueue.Fetched fetched = hung.fetch();
        assertEquals(kept, fetched.events().size());
        assertEquals(3, fetched.skipped());
        appendTo(hung);
        fetched = hung.fetch();
        assertEquals("number" + (kept + 3), fetched.events().getFirst().getMessage());
        assertEquals(0, fetched.skipped());
    }

    @Test
    void a_thread_that_waits_continues_when_the_writer_has_made_no_progress_for_100_ms() throws InterruptedException {
        EventQueue slow = new EventQueue();
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
        assertEquals(FULL + 1, slow.fetch().events().size());
    }

    @Test
    void a_fetch_without_events_returns_none_after_half_a_second() {
        EventQueue.Fetched fetched = queue.fetch();
        assertEquals(List.of(), fetched.events());
        assertFalse(fetched.last());
    }

    @Test
    void a_closed_queue_returns_its_events_and_then_none() {
        append();
        queue.stop();
        append();
        assertEquals(List.of("number0"), fetched());
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
        assertTrue(fetched().stream().noneMatch(("number" + (appended - 1))::equals));
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
