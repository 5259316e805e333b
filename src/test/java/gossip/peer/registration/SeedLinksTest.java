package gossip.peer.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.identity.CertifiedIdentity;
import gossip.identity.Role;
import gossip.node.Link;
import gossip.node.LinkHandler;
import gossip.node.LinkIdentity;
import gossip.node.Request;
import gossip.node.StubEnvironment;
import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.Message.Members;
import gossip.protocol.Message.Rejected;
import gossip.protocol.Message.Removed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which requests to a seed dial, and which use the link of an earlier one. */
class SeedLinksTest {

    private static final Address SEED = new Address("seed", 1);
    private static final LinkIdentity CERTIFIED = new LinkIdentity.Certified(
            new CertifiedIdentity("CN=seed", "00", Set.of(Role.SEED), Set.of(SEED.host())));

    private final List<OpenLink> dialed = new ArrayList<>();
    private final List<String> results = new ArrayList<>();
    private final SeedLinks links = new SeedLinks(new StubEnvironment(Optional::empty, this::dial));
    private LinkIdentity identity = CERTIFIED;

    private void dial(Address address, LinkHandler handler) {
        OpenLink link = new OpenLink(handler);
        dialed.add(link);
        handler.opened(link);
    }

    private void request() {
        links.send(SEED, new Members(Optional.empty(), 1), Duration.ofSeconds(5), new Request.Callback() {
            @Override
            public boolean onReply(Message message) {
                return results.add("reply");
            }

            @Override
            public void onFailure(String reason) {
                results.add(reason);
            }
        });
    }

    private void reply(OpenLink link) {
        link.handler.received(link, new Removed(SEED));
    }

    @Test
    void the_next_request_uses_the_link_of_the_last_one() {
        for (int i = 1; i <= 3; i++) {
            request();
            reply(dialed.getFirst());
        }
        assertEquals(List.of("reply", "reply", "reply"), results);
        assertEquals(List.of("3 sent"), states());
    }

    @Test
    void without_TLS_each_request_has_a_link_of_its_own() {
        identity = LinkIdentity.ANONYMOUS;
        for (int i = 0; i < 2; i++) {
            request();
            reply(dialed.get(i));
        }
        assertEquals(List.of("1 sent, closed", "1 sent, closed"), states());
    }

    @Test
    void a_request_dials_after_the_seed_has_closed_the_link() {
        request();
        reply(dialed.getFirst());
        dialed.getFirst().handler.closed("closed");
        request();
        reply(dialed.get(1));
        assertEquals(List.of("reply", "reply"), results);
    }

    @Test
    void a_request_whose_link_closes_before_the_reply_is_sent_again_once() {
        request();
        reply(dialed.getFirst());
        request();
        dialed.getFirst().handler.closed("closed");
        assertEquals(List.of("2 sent, closed", "1 sent"), states());
        dialed.get(1).handler.closed("connection reset");
        assertEquals(List.of("reply", "connection reset"), results);
    }

    @Test
    void a_refusal_is_reported_once_and_closes_the_link() {
        request();
        reply(dialed.getFirst());
        request();
        dialed.getFirst().handler.received(dialed.getFirst(), new Rejected("no"));
        assertEquals(List.of("reply", "rejected: no"), results);
        assertEquals(List.of("2 sent, closed"), states());
    }

    @Test
    void of_two_requests_at_a_time_one_keeps_its_link_open() {
        request();
        request();
        reply(dialed.get(1));
        reply(dialed.get(0));
        assertEquals(List.of("1 sent, closed", "1 sent"), states());
    }

    @Test
    void a_message_without_a_request_closes_the_link() {
        request();
        reply(dialed.getFirst());
        reply(dialed.getFirst());
        assertEquals(List.of("1 sent, closed"), states());
        request();
        assertEquals(2, dialed.size());
    }

    private List<String> states() {
        return dialed.stream().map(link -> link.sent + " sent" + (link.closed ? ", closed" : "")).toList();
    }

    private final class OpenLink implements Link {

        private LinkHandler handler;
        private int sent;
        private boolean closed;

        private OpenLink(LinkHandler handler) {
            this.handler = handler;
        }

        @Override
        public boolean send(Message message) {
            sent++;
            return true;
        }

        @Override
        public void close() {
            closed = true;
        }

        @Override
        public void setHandler(LinkHandler next) {
            handler = next;
        }

        @Override
        public String remote() {
            return SEED.toString();
        }

        @Override
        public LinkIdentity identity() {
            return identity;
        }
    }
}
