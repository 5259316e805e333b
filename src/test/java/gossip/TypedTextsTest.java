package gossip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Typed texts wait for the peer to join, in a queue with a bound. */
@Timeout(20)
class TypedTextsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final TypedTexts texts = new TypedTexts(new PrintStream(out, true, StandardCharsets.UTF_8));
    private final BlockingQueue<String> published = new LinkedBlockingQueue<>();
    private final AtomicLong unsent = new AtomicLong();
    private final Thread thread = Thread.ofVirtual().unstarted(texts);
    private final TypedTexts.Publisher publisher = new TypedTexts.Publisher() {
        @Override
        public void publish(String text) {
            if (text.equals("too long")) {
                throw new IllegalArgumentException("the message is too long");
            }
            published.add(text);
        }

        @Override
        public long unsent() {
            return unsent.get();
        }
    };

    @BeforeEach
    void start() {
        thread.start();
    }

    @AfterEach
    void stop() {
        thread.interrupt();
    }

    private List<String> output() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void texts_wait_until_the_peer_has_joined_and_are_published_in_order() throws InterruptedException {
        texts.add(1, "a");
        texts.add(2, "b");
        assertEquals(2, texts.waiting());
        texts.joined(publisher);
        texts.awaitPublished(TIMEOUT);
        assertEquals(List.of("a", "b"), List.copyOf(published));
        assertEquals(List.of("typed lines are sent when this peer has joined"), output());
        assertFalse(texts.hasUnpublished());
    }

    @Test
    void a_full_queue_makes_the_reader_wait() throws InterruptedException {
        Thread reader = Thread.ofVirtual().start(() -> {
            try {
                for (int i = 1; i <= 3 * TypedTexts.CAPACITY; i++) {
                    texts.add(i, "text " + i);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertFalse(reader.join(Duration.ofMillis(100)));
        assertEquals(TypedTexts.CAPACITY, texts.waiting());
        texts.joined(publisher);
        assertTrue(reader.join(TIMEOUT));
        texts.awaitPublished(TIMEOUT);
        assertEquals(3 * TypedTexts.CAPACITY, published.size());
    }

    @Test
    void a_text_that_cannot_be_published_is_reported_with_its_line_and_the_next_one_is_published()
            throws InterruptedException {
        texts.joined(publisher);
        texts.add(1, "too long");
        texts.add(2, "short");
        texts.awaitPublished(TIMEOUT);
        assertEquals(List.of("line 1 was not sent: the message is too long"), output());
        assertEquals(List.of("short"), List.copyOf(published));
        assertTrue(texts.hasUnpublished());
    }

    @Test
    void publishing_pauses_while_many_messages_have_reached_no_other_peer() throws InterruptedException {
        texts.joined(publisher);
        unsent.set(TypedTexts.MAX_UNSENT);
        texts.add(1, "a");
        texts.add(2, "b");
        assertEquals("a", published.poll(TIMEOUT.toSeconds(), TimeUnit.SECONDS));
        assertEquals(null, published.poll(100, TimeUnit.MILLISECONDS));
        unsent.set(0);
        assertEquals("b", published.poll(TIMEOUT.toSeconds(), TimeUnit.SECONDS));
        assertEquals(List.of("1000 messages wait for another peer; typed lines are sent when there is one"), output());
    }

    @Test
    void what_was_not_published_is_reported_at_the_end_and_not_published_later() throws InterruptedException {
        texts.add(1, "a");
        texts.close();
        texts.joined(publisher);
        assertEquals(null, published.poll(100, TimeUnit.MILLISECONDS));
        assertEquals("typed lines that were not sent, because this peer had not joined the network: 1",
                output().getLast());
        assertTrue(texts.hasUnpublished());
    }
}
