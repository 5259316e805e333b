package gossip.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.protocol.Codec;
import gossip.protocol.Message;
import gossip.protocol.Message.Members;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which link is closed when there is one more than the capacity of two. */
class PendingLinksTest {

    private final List<String> events = new ArrayList<>();
    private final PendingLinks links = new PendingLinks(
            StubEnvironment.of(Optional::empty), () -> 2, Duration.ofSeconds(10), new Host());
    private final Link first = new NamedLink("first");
    private final Link second = new NamedLink("second");

    private LinkHandler add(Link link) {
        return links.add(link, message -> Optional.empty());
    }

    private void request(Link link) {
        add(link).received(link, new Members(Optional.empty(), 1));
    }

    @Test
    void the_oldest_link_is_rejected_if_none_is_answered() {
        add(first);
        add(second);
        add(new NamedLink("third"));

        assertEquals(List.of("first rejected", "first ERROR", "first closed"), events);
    }

    @Test
    void an_answered_link_is_closed_without_an_error_before_an_older_one_that_waits_for_its_answer() {
        add(first);
        request(second);
        add(new NamedLink("third"));

        assertEquals(List.of("second closed"), events);
    }

    @Test
    void an_answered_link_whose_next_request_takes_time_waits_for_its_answer() {
        request(first);
        links.pauseTimeout(first);
        request(second);
        add(new NamedLink("third"));

        assertEquals(List.of("second closed"), events);
    }

    private final class Host implements PendingLinks.Host {

        @Override
        public void answer(Link link, Message message) {
            links.keepBriefly(link);
        }

        @Override
        public void rejected(String from, String reason) {
            events.add(from + " rejected");
        }
    }

    private final class NamedLink implements Link {

        private final String name;

        private NamedLink(String name) {
            this.name = name;
        }

        @Override
        public boolean send(Message message) {
            return events.add(name + " " + Codec.verb(message));
        }

        @Override
        public void close() {
            events.add(name + " closed");
        }

        @Override
        public void setHandler(LinkHandler handler) {
            throw new AssertionError("a pending link keeps its handler");
        }

        @Override
        public String remote() {
            return name;
        }
    }
}
