package gossip.peer.overlay;

import gossip.node.Environment;
import gossip.node.Request;
import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.Message.Ping;
import gossip.protocol.Message.PingReply;
import java.time.Duration;
import java.util.function.Consumer;

/** A PING on a separate short connection, to a peer that need not be a neighbor. */
public final class PingRequest {

    private PingRequest() {}

    /**
     * Calls exactly one of the two callbacks.
     *
     * @param timeout how long to wait for the reply, from the dial on
     */
    public static void send(Environment environment, Address address, Ping ping, Duration timeout,
            Consumer<PingReply> onReply, Runnable onFailure) {
        send(environment, address, ping, timeout, onReply, reason -> onFailure.run());
    }

    /** @param onFailure called with the reason as text for people */
    public static void send(Environment environment, Address address, Ping ping, Duration timeout,
            Consumer<PingReply> onReply, Consumer<String> onFailure) {
        Request.send(environment, address, ping, timeout, new Request.Callback() {
            @Override
            public boolean onReply(Message message) {
                if (message instanceof PingReply reply) {
                    onReply.accept(reply);
                    return true;
                }
                return false;
            }

            @Override
            public void onFailure(String reason) {
                onFailure.accept(reason);
            }
        });
    }
}
