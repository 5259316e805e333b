package gossip.peer;

import gossip.node.Link;
import gossip.node.LinkHandler;
import gossip.node.Lobby;
import gossip.node.Surroundings;
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
final class Reception implements Lobby.Host {

    private static final int MAX_VISITORS = 256;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Self self;
    private final Overlay overlay;
    private final PeerEvents events;
    private final Function<Ping, PingReply> pingReply;
    private final Supplier<String> status;
    private final Lobby lobby;

    Reception(
            Self self, Surroundings surroundings, Overlay overlay, PeerEvents events,
            Function<Ping, PingReply> pingReply, Supplier<String> status) {
        this.self = self;
        this.overlay = overlay;
        this.events = events;
        this.pingReply = pingReply;
        this.status = status;
        this.lobby = new Lobby(surroundings, MAX_VISITORS, PATIENCE, this);
    }

    LinkHandler accepted(Link link) {
        return lobby.enter(link);
    }

    @Override
    public void rejected(String from, String reason) {
        events.badInput(from, reason);
    }

    @Override
    public void answer(Link link, Message message) {
        switch (message) {
            case Hello hello -> greet(link, hello.peer());
            case Ping ping -> {
                link.send(pingReply.apply(ping));
                lobby.linger(link);
            }
            case Status question -> {
                link.send(new State(Utf8String.of(status.get())));
                lobby.linger(link);
            }
            case Rejected rejected -> lobby.dismiss(link);
            default -> lobby.reject(link, Codec.verb(message) + " before HELLO");
        }
    }

    private void greet(Link link, PeerId peer) {
        if (peer.address().equals(self.address())) {
            lobby.reject(link, "HELLO from " + peer.address() + ", which is my own address");
        } else {
            lobby.leave(link);
            overlay.admit(link, peer);
        }
    }
}
