package gossip.node;

import gossip.protocol.Address;
import gossip.protocol.Message;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One request to an address, on a connection of its own or on an open one, and its reply.
 *
 * <pre>
 * dialing --opened: onSent--> sent --onReply returns true--> done
 *    |                         |
 *    +--timeout: onFailure-----+--closed, timeout, ERROR, bad line: onFailure--> done
 *    +--dialFailed, or the certificate is not for this address and role: onDialFailed--> done
 * </pre>
 *
 * <p>On an open connection it begins as sent. If that connection closes before the first message of a reply, the caller
 * may dial, because the other end may have closed it before the request arrived.
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
    private final Consumer<Link> afterReply;
    private final Timer timer;
    /** What to do if the link closes before the first message of the reply. Empty: the request has failed. */
    private Optional<Runnable> redial = Optional.empty();
    private Link link;
    private boolean done;

    private Request(Environment environment, Address address, Message request, Duration timeout, Callback callback,
            Consumer<Link> afterReply) {
        this.address = address;
        this.request = request;
        this.callback = callback;
        this.afterReply = afterReply;
        this.timer = environment.schedule(timeout, () -> fail("no reply in " + timeout.toMillis() + " ms"));
    }

    /**
     * Dials the address, sends the request and closes the connection after the reply.
     *
     * @param timeout how long to wait for the complete reply, including the dial
     */
    public static void send(
            Environment environment, Address address, Message request, Duration timeout, Callback callback) {
        send(environment, address, request, timeout, callback, Link::close);
    }

    /** Does the same, except that {@code afterReply} receives the link after a complete reply, and is to close it. */
    public static void send(Environment environment, Address address, Message request, Duration timeout,
            Callback callback, Consumer<Link> afterReply) {
        environment.dial(address, new Request(environment, address, request, timeout, callback, afterReply));
    }

    /**
     * Sends the request on a link to this address that an earlier request has opened.
     *
     * @param redial called instead of the callback if the link closes before the first message of the reply
     */
    public static void sendOn(Environment environment, Link link, Address address, Message request, Duration timeout,
            Callback callback, Consumer<Link> afterReply, Runnable redial) {
        Request sent = new Request(environment, address, request, timeout, callback, afterReply);
        sent.redial = Optional.of(redial);
        sent.link = link;
        link.setHandler(sent);
        link.send(request);
        callback.onSent();
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
        redial = Optional.empty();
        if (message instanceof Message.Rejected rejected) {
            fail("rejected: " + rejected.reason());
        } else if (callback.onReply(message)) {
            end(afterReply);
        }
    }

    @Override
    public void malformed(Link link, String reason) {
        fail("malformed reply: " + reason);
    }

    @Override
    public void closed(String reason) {
        if (redial.isPresent() && !done) {
            end(Link::close);
            redial.get().run();
        } else {
            fail(reason);
        }
    }

    @Override
    public void dialFailed(DialFailure cause, String reason) {
        if (!done) {
            end(Link::close);
            callback.onDialFailed(cause, reason);
        }
    }

    private void fail(String reason) {
        if (!done) {
            end(Link::close);
            callback.onFailure(reason);
        }
    }

    private void end(Consumer<Link> after) {
        done = true;
        timer.cancel();
        if (link != null) {
            after.accept(link);
        }
    }
}
