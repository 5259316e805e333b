package gossip.node;

import gossip.protocol.Address;
import gossip.protocol.Message;
import java.time.Duration;

/**
 * One question put to an address on a short connection, and its answer, or none in time.
 *
 * <pre>
 * dialling --opened--> asked --answer complete--> closed by us
 *     |                  |
 *     +--failed----------+--closed or out of patience--> unanswered
 * </pre>
 */
public final class Request implements LinkHandler {

    /** What the asker does with what comes back. Exactly one ending is told: a complete answer, or unanswered. */
    public interface Callback {

        /** The question has gone out. */
        default void onSent() {}

        /** @return whether the answer is complete with this message */
        boolean onReply(Message message);

        /** @param reason for a person to read */
        void onFailure(String reason);
    }

    private final Message message;
    private final Callback callback;
    private final Timer timeout;
    private Link link;
    private boolean done;

    private Request(Environment environment, Message question, Duration patience, Callback callback) {
        this.message = question;
        this.callback = callback;
        this.timeout = environment.schedule(patience, () -> fail("no answer in " + patience.toMillis() + " ms"));
    }

    public static void send(
            Environment environment, Address address, Message question, Duration patience, Callback callback) {
        environment.dial(address, new Request(environment, question, patience, callback));
    }

    @Override
    public void opened(Link link) {
        if (done) {
            link.close();
            return;
        }
        this.link = link;
        link.send(message);
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
        fail("malformed answer: " + reason);
    }

    @Override
    public void closed(String reason) {
        fail(reason);
    }

    private void fail(String reason) {
        if (!done) {
            end();
            callback.onFailure(reason);
        }
    }

    private void end() {
        done = true;
        timeout.cancel();
        if (link != null) {
            link.close();
        }
    }
}
