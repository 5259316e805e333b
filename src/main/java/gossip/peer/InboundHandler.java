package gossip.peer;

import gossip.node.Environment;
import gossip.node.Link;
import gossip.node.LinkHandler;
import gossip.node.PeerListener;
import gossip.node.PendingLinks;
import gossip.peer.overlay.LocalPeer;
import gossip.peer.overlay.Overlay;
import gossip.protocol.Codec;
import gossip.protocol.Message;
import gossip.protocol.Message.Hello;
import gossip.protocol.Message.Ping;
import gossip.protocol.Message.PingReply;
import gossip.protocol.Message.Rejected;
import gossip.protocol.Message.State;
import gossip.protocol.Message.Status;
import gossip.protocol.PeerId;
import gossip.protocol.Utf8String;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/** Receives those who dial this peer: questions are answered, a HELLO goes on to the overlay, the rest is sent away. */
public final class InboundHandler implements PendingLinks.Host {

    private static final int MAX_VISITORS = 256;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LocalPeer self;
    private final Overlay overlay;
    private final PeerListener listener;
    private final Function<Ping, PingReply> pingReply;
    private final Supplier<String> status;
    private final PendingLinks pendingLinks;

    public InboundHandler(
            LocalPeer self, Environment environment, Overlay overlay, PeerListener listener,
            Function<Ping, PingReply> pingReply, Supplier<String> status) {
        this.self = self;
        this.overlay = overlay;
        this.listener = listener;
        this.pingReply = pingReply;
        this.status = status;
        this.pendingLinks = new PendingLinks(environment, MAX_VISITORS, PATIENCE, this);
    }

    public LinkHandler accepted(Link link) {
        return pendingLinks.enter(link);
    }

    @Override
    public void rejected(String from, String reason) {
        listener.badInput(from, reason);
    }

    @Override
    public void answer(Link link, Message message) {
        switch (message) {
            case Hello hello -> greet(link, hello.peer());
            case Ping ping -> {
                link.send(pingReply.apply(ping));
                pendingLinks.linger(link);
            }
            case Status question -> {
                link.send(new State(Utf8String.of(status.get())));
                pendingLinks.linger(link);
            }
            case Rejected rejected -> pendingLinks.dismiss(link);
            default -> pendingLinks.reject(link, Codec.verb(message) + " before HELLO");
        }
    }

    private void greet(Link link, PeerId peer) {
        if (peer.address().equals(self.address())) {
            pendingLinks.reject(link, "HELLO from " + peer.address() + ", which is my own address");
        } else {
            pendingLinks.leave(link);
            overlay.admit(link, peer);
        }
    }
}
