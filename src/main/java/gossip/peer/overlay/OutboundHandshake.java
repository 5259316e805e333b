package gossip.peer.overlay;

import gossip.identity.Role;
import gossip.node.DialFailure;
import gossip.node.Environment;
import gossip.node.Link;
import gossip.node.LinkHandler;
import gossip.node.PeerListener;
import gossip.node.Timer;
import gossip.protocol.Address;
import gossip.protocol.Codec;
import gossip.protocol.Identity;
import gossip.protocol.Message.Bye;
import gossip.protocol.Message.Full;
import gossip.protocol.Message.Hello;
import gossip.protocol.Message.Rejected;
import gossip.protocol.Message;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The handshake of a link that this peer dials.
 *
 * <pre>
 * dialing --opened / send HELLO--> awaiting reply --HELLO-------------> Accepted
 *    |                                   |----------FULL, BYE, ERROR--> Refused
 *    +------failed, timeout--------------+----------other, closed-----> Unreachable
 * </pre>
 */
public final class OutboundHandshake implements LinkHandler {

    /** The result of a handshake. */
    public sealed interface Outcome {

        /** The other peer replied with HELLO, so the link is open. */
        record Accepted(Link link, Identity identity) implements Outcome {}

        /**
         * The other peer is alive, and one of the two ends does not accept the link.
         *
         * @param others peers that may accept a link instead
         */
        record Refused(String reason, List<Address> others) implements Outcome {}

        /**
         * The other peer did not reply, or its reply was invalid.
         *
         * @param connectionRefused whether no process listens at the address
         */
        record Unreachable(String reason, boolean connectionRefused) implements Outcome {}
    }

    /** Guessed; it is several round trips plus one repeated TCP SYN. Longer with TLS. */
    static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final LocalPeer self;
    private final Address target;
    private final Environment environment;
    private final PeerListener listener;
    private final Consumer<Outcome> onOutcome;
    private final Timer timeout;
    private Link link;
    private boolean done;

    private OutboundHandshake(LocalPeer self, Address target, Environment environment, PeerListener listener,
            Consumer<Outcome> onOutcome) {
        this.self = self;
        this.target = target;
        this.environment = environment;
        this.listener = listener;
        this.onOutcome = onOutcome;
        Duration limit = environment.replyTimeout(TIMEOUT);
        this.timeout = environment.schedule(limit, () -> fail("no answer in " + limit.toSeconds() + " s"));
    }

    /** Dials the target. Calls {@code onOutcome} exactly once. */
    static void begin(LocalPeer self, Address target, Environment environment, PeerListener listener,
            Consumer<Outcome> onOutcome) {
        environment.dial(target, new OutboundHandshake(self, target, environment, listener, onOutcome));
    }

    @Override
    public void opened(Link link) {
        if (done) {
            link.close();
            return;
        }
        this.link = link;
        Optional<String> refusal = link.identity().refusal(Role.PEER, target);
        if (refusal.isPresent()) {
            listener.linkRefused(target, refusal.get());
            fail(refusal.get());
            return;
        }
        link.send(new Hello(self.identity()));
    }

    @Override
    public void received(Link link, Message message) {
        switch (message) {
            case Hello hello when hello.peer().address().equals(target) -> accepted(hello.identity());
            case Hello hello -> fail("HELLO from " + hello.peer().address() + " instead of " + target);
            case Full full -> refuse(Overlay.FULL, full.others());
            case Bye bye -> refuse(bye.reason(), List.of());
            case Rejected rejected -> reject(rejected.reason());
            default -> fail(Codec.verb(message) + " instead of HELLO");
        }
    }

    private void accepted(Identity identity) {
        self.refusal(identity, environment.currentTime()).ifPresentOrElse(
                reason -> {
                    link.send(new Rejected(reason));
                    reject(reason);
                },
                () -> {
                    end();
                    onOutcome.accept(new Outcome.Accepted(link, identity));
                });
    }

    private void reject(String reason) {
        listener.linkRefused(target, reason);
        refuse(reason, List.of());
    }

    @Override
    public void malformed(Link link, String reason) {
        fail(reason);
    }

    @Override
    public void closed(String reason) {
        fail(reason);
    }

    private void refuse(String reason, List<Address> others) {
        end();
        link.close();
        onOutcome.accept(new Outcome.Refused(reason, others));
    }

    @Override
    public void dialFailed(DialFailure cause, String reason) {
        fail(reason, cause == DialFailure.REFUSED);
    }

    private void fail(String reason) {
        fail(reason, false);
    }

    private void fail(String reason, boolean connectionRefused) {
        if (!done) {
            end();
            if (link != null) {
                link.close();
            }
            onOutcome.accept(new Outcome.Unreachable(reason, connectionRefused));
        }
    }

    private void end() {
        done = true;
        timeout.cancel();
    }
}
