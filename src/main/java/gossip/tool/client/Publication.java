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

/**
 * The result of publishing a message through one of several peers.
 *
 * @param id id of the message; empty if no peer published it
 * @param errors why each peer that was tried did not publish it
 * @param isRefused whether a peer refused to publish it
 */
public record Publication(Optional<MessageId> id, List<String> errors, boolean isRefused) {

    /** Peers that are tried one after the other, so that a large network which refuses is reported soon. */
    private static final int MAX_TRIES = 20;

    /**
     * Tries the peers one after the other, until one publishes. Line breaks in the text become spaces.
     *
     * @param perNode how long to wait for one peer
     */
    public static Publication of(Connector connector, String text, List<Address> peers, Deadline deadline,
            Duration perNode) {
        Publish request = new Publish(Utf8String.of(text.replaceAll("\\R", " ")));
        List<String> errors = new ArrayList<>();
        boolean refused = false;
        for (Address peer : peers.subList(0, Math.min(peers.size(), MAX_TRIES))) {
            try (NodeClient client = connector.connect(peer, deadline.atMost(perNode))) {
                return new Publication(Optional.of(client.request(request, Published.class).id()), errors, refused);
            } catch (NodeClient.RefusedException e) {
                refused = true;
                errors.add(peer + ": " + e.getMessage());
            } catch (IOException e) {
                errors.add(peer + ": " + Fanout.describe(e));
            }
        }
        return new Publication(Optional.empty(), errors, refused);
    }
}
