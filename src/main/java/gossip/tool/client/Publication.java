package gossip.tool.client;

import gossip.protocol.Address;
import gossip.protocol.Message.Publish;
import gossip.protocol.Message.Published;
import gossip.protocol.MessageId;
import gossip.protocol.Utf8String;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A message that is published through one of several peers. Not thread-safe. */
public final class Publication {

    private final Connector connector;
    private final Publish request;
    private final Deadline deadline;
    private final Duration perNode;
    private final List<Answer<MessageId>> failures = new ArrayList<>();
    private Optional<MessageId> id = Optional.empty();
    private boolean isRefused;

    private Publication(Connector connector, Publish request, Deadline deadline, Duration perNode) {
        this.connector = connector;
        this.request = request;
        this.deadline = deadline;
        this.perNode = perNode;
    }

    /**
     * Publishes through the first peer that answers and accepts the text. The others never receive it, because a hung
     * peer would publish it when it continues. Line breaks in the text become spaces.
     *
     * @param perNode how long to wait for one peer
     */
    public static Publication of(Connector connector, String text, List<Address> peers, Deadline deadline,
            Duration perNode) {
        Publish request = new Publish(Utf8String.of(text.replaceAll("\\R", " ")));
        Publication publication = new Publication(connector, request, deadline, perNode);
        AnyNode.offer(connector, peers, deadline, perNode,
                answer -> answer.isPresent() ? publication.publish(answer.node())
                        : publication.fail(answer.node(), answer.error()));
        return publication;
    }

    private boolean publish(Address peer) {
        try (NodeClient client = connector.connect(peer, deadline.atMost(perNode))) {
            id = Optional.of(client.request(request, Published.class).id());
            return true;
        } catch (NodeClient.RefusedException e) {
            isRefused = true;
            return fail(peer, e.getMessage());
        } catch (IOException e) {
            return fail(peer, Fanout.describe(e));
        }
    }

    private boolean fail(Address peer, String error) {
        failures.add(Answer.failed(peer, error));
        return false;
    }

    /** Returns the id of the message; empty if no peer published it. */
    public Optional<MessageId> id() {
        return id;
    }

    /** Returns why each peer that was tried did not publish it. */
    public List<Answer<MessageId>> failures() {
        return failures;
    }

    /** Returns whether a peer refused to publish it. */
    public boolean isRefused() {
        return isRefused;
    }
}
