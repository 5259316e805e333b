package gossip.peer.registration;

import gossip.node.Environment;
import gossip.node.Link;
import gossip.node.LinkHandler;
import gossip.node.LinkIdentity;
import gossip.node.Request;
import gossip.protocol.Address;
import gossip.protocol.Message;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The links on which a peer sends REGISTER. With TLS a link stays open after the reply, at most one for each seed,
 * until the seed closes it. So a renewal needs no handshake, which is most of the CPU of an idle peer. Without TLS each
 * request has a link of its own.
 */
final class SeedLinks {

    private final Environment environment;
    /** The open links that no request uses. */
    private final Map<Address, Link> idle = new HashMap<>(0);

    SeedLinks(Environment environment) {
        this.environment = environment;
    }

    /**
     * Sends the request on the open link to the seed, or dials.
     *
     * @param timeout how long to wait for the complete reply, again if the open link closes without one
     */
    void send(Address seed, Message request, Duration timeout, Request.Callback callback) {
        Link open = idle.remove(seed);
        if (open == null) {
            dial(seed, request, timeout, callback);
        } else {
            Request.sendOn(environment, open, seed, request, timeout, callback, link -> keep(seed, link),
                    () -> dial(seed, request, timeout, callback));
        }
    }

    private void dial(Address seed, Message request, Duration timeout, Request.Callback callback) {
        Request.send(environment, seed, request, timeout, callback, link -> keep(seed, link));
    }

    private void keep(Address seed, Link link) {
        if (link.identity() instanceof LinkIdentity.Certified && idle.putIfAbsent(seed, link) == null) {
            link.setHandler(new Idle(seed, link));
        } else {
            link.close();
        }
    }

    /** The handler of a link that no request uses. A seed sends nothing on it. */
    private final class Idle implements LinkHandler {

        private final Address seed;
        private final Link link;

        private Idle(Address seed, Link link) {
            this.seed = seed;
            this.link = link;
        }

        @Override
        public void received(Link from, Message message) {
            malformed(from, "a message without a request");
        }

        @Override
        public void malformed(Link from, String reason) {
            idle.remove(seed, link);
            from.close();
        }

        @Override
        public void closed(String reason) {
            idle.remove(seed, link);
        }
    }
}
