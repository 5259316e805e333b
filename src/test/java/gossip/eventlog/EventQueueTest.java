package gossip.eventlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

    private final EventQueue queue = new EventQueue();
    private int appended;

    @BeforeEach
    void start() {
        queue.start();
    }

    private void append() {
        queue.doAppend(Events.plain("number" + appended++, null));
    }

    private void fill() {
        for (int i = 0; i < FULL; i++) {
            append();
        }
    }

    private List<String> fetched() {
        return queue.fetch().stream().map(ILoggingEvent::getMessage).toList();
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
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
    void a_closed_queue_returns_its_events_and_then_none() {
        append();
        queue.stop();
        append();
        assertEquals(List.of("number0"), fetched());
        assertEquals(0, queue.fetch().size());
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
