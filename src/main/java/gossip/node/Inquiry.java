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
public final class Inquiry implements LinkHandler {

    /** What the asker does with what comes back. Exactly one ending is told: a complete answer, or unanswered. */
    public interface Asker {

        /** The question has gone out. */
        default void asked() {}

        /** @return whether the answer is complete with this message */
        boolean answered(Message message);

        /** @param reason for a person to read */
        void unanswered(String reason);
    }

    private final Message question;
    private final Asker asker;
    private final Timer patience;
    private Link link;
    private boolean over;

    private Inquiry(Surroundings surroundings, Message question, Duration patience, Asker asker) {
        this.question = question;
        this.asker = asker;
        this.patience = surroundings.schedule(patience, () -> fail("no answer in " + patience.toMillis() + " ms"));
    }

    public static void ask(
            Surroundings surroundings, Address address, Message question, Duration patience, Asker asker) {
        surroundings.dial(address, new Inquiry(surroundings, question, patience, asker));
    }

    @Override
    public void opened(Link link) {
        if (over) {
            link.close();
            return;
        }
        this.link = link;
        link.send(question);
        asker.asked();
    }

    @Override
    public void received(Link link, Message message) {
        if (message instanceof Message.Rejected rejected) {
            fail("rejected: " + rejected.reason());
        } else if (asker.answered(message)) {
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
        if (!over) {
            end();
            asker.unanswered(reason);
        }
    }

    private void end() {
        over = true;
        patience.cancel();
        if (link != null) {
            link.close();
        }
    }
}
