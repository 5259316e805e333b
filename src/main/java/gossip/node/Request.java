package gossip.node;

import gossip.protocol.Address;
import gossip.protocol.Message;
import java.time.Duration;
import java.util.Optional;

/**
 * One request to an address on a short connection, and its reply.
 *
 * <pre>
 * dialing --opened: onSent--> sent --onReply returns true--> done
 *    |                         |
 *    +--timeout: onFailure-----+--closed, timeout, ERROR, bad line: onFailure--> done
 *    +--dialFailed, or the certificate is not for this address and role: onDialFailed--> done
 * </pre>
 */
public final class Request implements LinkHandler {

    /** The handler of the reply. A request ends with either a complete reply or a failure, never both. */
    public interface Callback {

        /** Called when the request is sent. */
        default void onSent() {}

        /**
         * Called for each message of the reply.
         *
         * @return whether the reply is complete with this message
         */
        boolean onReply(Message message);

        /** @param reason text for people */
        void onFailure(String reason);

        /** Called instead of {@link #onFailure} if the request was not sent, because the dial failed. */
        default void onDialFailed(DialFailure cause, String reason) {
            onFailure(reason);
        }
    }

    private final Address address;
    private final Message request;
    private final Callback callback;
    private final Timer timer;
    private Link link;
    private boolean done;

    private Request(Environment environment, Address address, Message request, Duration timeout, Callback callback) {
        this.address = address;
        this.request = request;
        this.callback = callback;
        this.timer = environment.schedule(timeout, () -> fail("no reply in " + timeout.toMillis() + " ms"));
    }

    /**
     * Dials the address and sends the request.
     *
     * @param timeout how long to wait for the complete reply, including the dial
     */
    public static void send(
            Environment environment, Address address, Message request, Duration timeout, Callback callback) {
        environment.dial(address, new Request(environment, address, request, timeout, callback));
    }

    @Override
    public void opened(Link link) {
        if (done) {
            link.close();
            return;
        }
        Optional<String> refusal = link.identity().refusal(Authorization.answering(request), address);
        if (refusal.isPresent()) {
            link.close();
            dialFailed(DialFailure.UNTRUSTED, refusal.get());
            return;
        }
        this.link = link;
        link.send(request);
        callback.onSent();
    }

    @Override
    public void received(Link link, Message message) {
        if (message instanceof Message.Rejected rejected) {
            fail("rejected: " + rejected.reason());
        } else if (callback.onReply(message)) {
            end();
        }
    }

    @Override
    public void malformed(Link link, String reason) {
        fail("malformed reply: " + reason);
    }

    @Override
    public void closed(String reason) {
        fail(reason);
    }

    @Override
    public void dialFailed(DialFailure cause, String reason) {
        if (!done) {
            end();
            callback.onDialFailed(cause, reason);
        }
    }

    private void fail(String reason) {
        if (!done) {
            end();
            callback.onFailure(reason);
        }
    }

    private void end() {
        done = true;
        timer.cancel();
        if (link != null) {
            link.close();
        }
    }
}
