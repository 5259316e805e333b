package gossip.peer;

import gossip.node.Environment;
import gossip.node.Link;
import gossip.node.LinkHandler;
import gossip.node.PeerListener;
import gossip.node.PendingLinks;
import gossip.node.RateLimit;
import gossip.node.RowReplies;
import gossip.peer.overlay.LocalPeer;
import gossip.peer.overlay.Overlay;
import gossip.protocol.Codec;
import gossip.protocol.Identity;
import gossip.protocol.Message;
import gossip.protocol.Message.Hello;
import gossip.protocol.Message.Ping;
import gossip.protocol.Message.PingReply;
import gossip.protocol.Message.Query;
import gossip.protocol.Message.Rejected;
import gossip.protocol.Message.State;
import gossip.protocol.Message.Status;
import gossip.protocol.Utf8String;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The handler of inbound links before the handshake. It answers PING and STATUS, passes HELLO to the overlay
 * and queries to their handler, and rejects everything else.
 */
final class InboundHandler implements PendingLinks.Host {

    private static final int MAX_PENDING = 256;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** PING and STATUS that are answered per second on one connection. An honest peer sends far fewer. Guessed. */
    static final int ANSWERS_PER_SECOND = 100;

    private final LocalPeer self;
    private final Environment environment;
    private final Overlay overlay;
    private final PeerListener listener;
    private final Function<Ping, PingReply> pingReply;
    private final Supplier<String> status;
    private final QueryHandler queries;
    private final PendingLinks pendingLinks;
    private final RowReplies replies;

    InboundHandler(
            LocalPeer self, Environment environment, Overlay overlay, PeerListener listener,
            Function<Ping, PingReply> pingReply, Supplier<String> status, QueryHandler queries) {
        this.self = self;
        this.environment = environment;
        this.overlay = overlay;
        this.listener = listener;
        this.pingReply = pingReply;
        this.status = status;
        this.queries = queries;
        this.pendingLinks = new PendingLinks(environment, () -> MAX_PENDING, TIMEOUT, this);
        this.replies = new RowReplies(environment, pendingLinks);
    }

    LinkHandler accepted(Link link) {
        RateLimit limit = new RateLimit(ANSWERS_PER_SECOND, environment.nanoTime());
        return pendingLinks.add(link, message -> {
            boolean isRequest = message instanceof Ping || message instanceof Status;
            return isRequest && !limit.tryAcquire(environment.nanoTime())
                    ? Optional.of("more than " + ANSWERS_PER_SECOND + " requests per second") : Optional.empty();
        });
    }

    @Override
    public void rejected(String from, String reason) {
        listener.badInput(from, reason);
    }

    @Override
    public void answer(Link link, Message message) {
        switch (message) {
            case Hello hello -> handshake(link, hello.identity());
            case Ping ping -> {
                link.send(pingReply.apply(ping));
                pendingLinks.keepBriefly(link);
            }
            case Status request -> {
                link.send(new State(Utf8String.of(status.get())));
                pendingLinks.keepBriefly(link);
            }
            case Query query -> queries.answer(link, query, pendingLinks, replies);
            case Rejected rejected -> pendingLinks.close(link);
            default -> pendingLinks.reject(link, Codec.verb(message) + " before HELLO");
        }
    }

    /** Closes a link of this peer to itself without an event, because the peer did nothing wrong. */
    private void handshake(Link link, Identity identity) {
        Optional<String> refusal = self.refusal(identity, environment.currentTime());
        if (identity.peer().address().equals(self.address())) {
            pendingLinks.close(link);
        } else if (refusal.isPresent()) {
            pendingLinks.reject(link, refusal.get());
        } else {
            pendingLinks.remove(link);
            overlay.accept(link, identity);
        }
    }
}
