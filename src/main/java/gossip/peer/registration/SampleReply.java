package gossip.peer.registration;

import gossip.node.Request;
import gossip.protocol.Message;
import java.util.function.Consumer;

/** The reply to a request for a sample of the members of a seed. A failure is ignored. */
final class SampleReply implements Request.Callback {

    private final Consumer<ListReply> onList;
    private final ListReply reply = new ListReply();

    /** @param onList receives the reply when it has enough members */
    SampleReply(Consumer<ListReply> onList) {
        this.onList = onList;
    }

    /** A reply that is longer than requested is cut off. */
    @Override
    public boolean onReply(Message message) {
        if (reply.add(message).isPresent()) {
            return true;
        }
        boolean enough = reply.isComplete() || reply.members().size() == SeedClient.SAMPLE;
        if (enough) {
            onList.accept(reply);
        }
        return enough;
    }

    @Override
    public void onFailure(String reason) {
        // Another seed is asked the next time.
    }
}
