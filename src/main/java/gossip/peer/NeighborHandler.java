package gossip.peer;

import gossip.node.Environment;
import gossip.node.Link;
import gossip.node.LinkHandler;
import gossip.node.RateLimit;
import gossip.peer.broadcast.AntiEntropy;
import gossip.peer.broadcast.Broadcast;
import gossip.peer.broadcast.MessageHistory;
import gossip.peer.broadcast.TreeRequests;
import gossip.peer.failure.FailureDetector;
import gossip.peer.overlay.DisconnectCause;
import gossip.peer.overlay.LocalPeer;
import gossip.peer.overlay.Neighbor;
import gossip.peer.overlay.Overlay;
import gossip.peer.topology.LinkShedding;
import gossip.protocol.Codec;
import gossip.protocol.Message;
import gossip.protocol.Message.Bye;
import gossip.protocol.Message.Certificate;
import gossip.protocol.Message.Digest;
import gossip.protocol.Message.Exchange;
import gossip.protocol.Message.Gossip;
import gossip.protocol.Message.Hello;
import gossip.protocol.Message.Leave;
import gossip.protocol.Message.Ping;
import gossip.protocol.Message.PingReply;
import gossip.protocol.Message.Rejected;
import gossip.protocol.Message.Shed;
import gossip.protocol.Message.State;
import gossip.protocol.Message.Status;
import gossip.protocol.Message.Surplus;
import gossip.protocol.Message.Tree;
import gossip.protocol.Origin;
import gossip.protocol.Utf8String;
import java.util.function.Supplier;

/**
 * The dispatch of messages from neighbors to the parts of the peer. Messages that concern no part are answered here.
 */
final class NeighborHandler {

    private final LocalPeer self;
    private final Environment environment;
    private final Overlay overlay;
    private final MessageHistory history;
    private final Broadcast broadcast;
    private final TreeRequests treeRequests;
    private final AntiEntropy antiEntropy;
    private final LinkShedding shedding;
    private final FailureDetector failureDetector;
    private final Supplier<String> status;

    NeighborHandler(
            LocalPeer self, Environment environment, Overlay overlay, MessageHistory history,
            Broadcast broadcast, TreeRequests treeRequests, AntiEntropy antiEntropy, LinkShedding shedding,
            FailureDetector failureDetector, Supplier<String> status) {
        this.self = self;
        this.environment = environment;
        this.overlay = overlay;
        this.history = history;
        this.broadcast = broadcast;
        this.treeRequests = treeRequests;
        this.antiEntropy = antiEntropy;
        this.shedding = shedding;
        this.failureDetector = failureDetector;
        this.status = status;
    }

    /** Returns the handler of the link of a neighbor. */
    LinkHandler handler(Neighbor neighbor) {
        RateLimit limit = new RateLimit(InboundHandler.ANSWERS_PER_SECOND, environment.nanoTime());
        return new LinkHandler() {
            @Override
            public void received(Link link, Message message) {
                failureDetector.received(neighbor);
                boolean request = message instanceof Ping || message instanceof Status;
                if (request && !limit.tryAcquire(environment.nanoTime())) {
                    overlay.reject(neighbor, "more than " + InboundHandler.ANSWERS_PER_SECOND + " requests per second");
                } else {
                    dispatch(neighbor, message);
                }
            }

            @Override
            public boolean duplicate(Link link, Origin origin, long sequence) {
                failureDetector.received(neighbor);
                return broadcast.duplicate(neighbor, origin, sequence);
            }

            @Override
            public void malformed(Link link, String reason) {
                overlay.reject(neighbor, reason);
            }

            @Override
            public void drained(Link link) {
                antiEntropy.drained(neighbor);
            }

            @Override
            public void closed(String reason) {
                overlay.linkLost(neighbor, reason);
            }
        };
    }

    private void dispatch(Neighbor from, Message message) {
        switch (message) {
            case Gossip gossip -> broadcast.received(from, gossip);
            case Certificate certificate when broadcast.received(from, certificate) -> { }
            case Ping ping -> {
                from.link().send(reply(ping));
                // The digest 0 means that the neighbor has no messages, or that the PING overtook a long queue.
                if (ping.digest() != 0 || history.digest() == 0) {
                    antiEntropy.heartbeatDigest(from, ping.digest());
                }
            }
            case PingReply reply -> {
                if (from.isOwnOrigin(reply.origin())) {
                    history.setListed(reply.origin());
                }
                from.pingReplied(reply.degree(), reply.digest() == history.digest());
                failureDetector.replied(from, reply);
                overlay.pingReplied(from, reply.token());
            }
            case Digest digest -> antiEntropy.digest(from, digest);
            case Exchange exchange when antiEntropy.received(from, exchange) -> { }
            case Tree tree -> treeRequests.received(from, tree);
            case Hello hello when self.refusal(hello.identity(), environment.currentTime()).isEmpty()
                    && from.renew(hello.identity()) -> { }
            case Leave leave -> overlay.disconnect(from, DisconnectCause.LEFT, "left");
            case Surplus surplus -> shedding.extraLinkOpened(from);
            case Shed request -> shedding.askedBy(from);
            case Bye bye when !from.dialed() && bye.reason().equals(Overlay.FULL) ->
                overlay.disconnect(from, DisconnectCause.REFUSED, bye.reason());
            case Bye bye -> overlay.disconnect(from, shedding.disconnectCause(from), bye.reason());
            case Rejected rejected ->
                overlay.disconnect(from, DisconnectCause.CONNECTION_LOST, "rejected: " + rejected.reason());
            case Status request -> from.link().send(new State(Utf8String.of(status.get())));
            default -> overlay.reject(from, Codec.verb(message) + " is not for a neighbor");
        }
    }

    PingReply reply(Ping ping) {
        return new PingReply(ping.token(), self.id(), overlay.degree(), broadcast.next(), history.digest(),
                self.origin().start(), overlay.isLeaving());
    }
}
