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

    /** So many short events. */
    private static final int FULL = EventQueue.CAPACITY / EventQueue.EVENT_SIZE;

    private final EventQueue queue = new EventQueue();
    private int told;

    @BeforeEach
    void start() {
        queue.start();
    }

    private void tell() {
        queue.doAppend(Events.plain("number" + told++, null));
    }

    private void fill() {
        for (int i = 0; i < FULL; i++) {
            tell();
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
    void all_that_wait_are_fetched_in_their_order() {
        tell();
        tell();
        assertEquals(List.of("number0", "number1"), fetched());
        tell();
        assertEquals(List.of("number2"), fetched());
    }

    @Test
    void whoever_tells_an_event_waits_while_the_queue_is_full_and_loses_nothing() throws InterruptedException {
        fill();
        int before = told;
        Thread late = Thread.ofPlatform().start(this::tell);
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
        Thread late = Thread.ofPlatform().start(this::tell);
        awaitWaiting(late);
        assertEquals(List.of("long"), fetched());
        late.join();
    }

    @Test
    void whoever_has_waited_for_one_fetch_does_not_wait_for_another() throws InterruptedException {
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
    void a_closed_queue_gives_what_it_has_and_then_nothing() {
        tell();
        queue.stop();
        tell();
        assertEquals(List.of("number0"), fetched());
        assertEquals(0, queue.fetch().size());
    }

    @Test
    void a_close_ends_the_waiting_for_a_first_event() throws InterruptedException {
        Thread writer = Thread.ofPlatform().start(queue::fetch);
        awaitWaiting(writer);
        queue.stop();
        writer.join();
    }

    @Test
    void nobody_waits_for_a_closed_queue() throws InterruptedException {
        fill();
        Thread late = Thread.ofPlatform().start(this::tell);
        awaitWaiting(late);
        queue.stop();
        late.join();
        assertTrue(fetched().stream().noneMatch(("number" + (told - 1))::equals));
    }

    @Test
    void much_is_fetched_at_once_and_no_more_of_it_awaited() {
        long nanos = 0;
        for (int i = 0; i < 100; i++) {
            fill();
            long start = System.nanoTime();
            queue.fetch();
            nanos += System.nanoTime() - start;
        }
        assertTrue(nanos < 1_000_000_000L, "a hundred times 50 ms were waited for");
    }
}
