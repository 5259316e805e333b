package gossip.peer.overlay;

import gossip.node.Environment;
import gossip.node.Link;
import gossip.node.LinkHandler;
import gossip.node.Timer;
import gossip.protocol.Address;
import gossip.protocol.Codec;
import gossip.protocol.Message;
import gossip.protocol.Message.Bye;
import gossip.protocol.Message.Full;
import gossip.protocol.Message.Hello;
import gossip.protocol.Message.Rejected;
import gossip.protocol.PeerId;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * The dialling side of a new link.
 *
 * <pre>
 * dialling --opened / send HELLO--> introduced --HELLO--> Accepted
 *     |                                 |--FULL, BYE----> Refused
 *     +--failed, out of patience--------+--closed-------> Unreachable
 * </pre>
 */
public final class OutboundHandshake implements LinkHandler {

    public sealed interface Outcome {

        /** The other side has said HELLO: the link stands. */
        record Accepted(Link link, PeerId peer) implements Outcome {}

        /** It lives and does not want the link; it may know others that would. */
        record Refused(String reason, List<Address> others) implements Outcome {}

        record Unreachable(String reason) implements Outcome {}
    }

    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final LocalPeer self;
    private final Address target;
    private final Consumer<Outcome> whenOver;
    private final Timer patience;
    private Link link;
    private boolean over;

    private OutboundHandshake(LocalPeer self, Address target, Environment environment, Consumer<Outcome> whenOver) {
        this.self = self;
        this.target = target;
        this.whenOver = whenOver;
        this.patience = environment.schedule(PATIENCE, () -> fail("no answer in " + PATIENCE.toSeconds() + " s"));
    }

    static void begin(LocalPeer self, Address target, Environment environment, Consumer<Outcome> whenOver) {
        environment.dial(target, new OutboundHandshake(self, target, environment, whenOver));
    }

    @Override
    public void opened(Link link) {
        if (over) {
            link.close();
            return;
        }
        this.link = link;
        link.send(new Hello(self.id()));
    }

    @Override
    public void received(Link link, Message message) {
        switch (message) {
            case Hello hello when hello.peer().address().equals(target) -> {
                end();
                whenOver.accept(new Outcome.Accepted(link, hello.peer()));
            }
            case Hello hello -> fail("it is " + hello.peer().address());
            case Full full -> refuse("full", full.others());
            case Bye bye -> refuse(bye.reason(), List.of());
            case Rejected rejected -> refuse(rejected.reason(), List.of());
            default -> fail(Codec.verb(message) + " instead of HELLO");
        }
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
        whenOver.accept(new Outcome.Refused(reason, others));
    }

    private void fail(String reason) {
        if (!over) {
            end();
            if (link != null) {
                link.close();
            }
            whenOver.accept(new Outcome.Unreachable(reason));
        }
    }

    private void end() {
        over = true;
        patience.cancel();
    }
}
