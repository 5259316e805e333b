package gossip.node;

import gossip.protocol.Address;
import gossip.protocol.Message;
import java.util.Optional;

/**
 * A record that a node writes to its journal. The message states what the node has to remember, in a verb of the
 * protocol. {@code src/docs/persistence.md} lists what each verb means in a journal.
 *
 * @param time time of the record in milliseconds since 1970, 0 or more
 * @param sender the neighbor from which the message came, or which it is about; empty if it is about the node itself
 */
public record JournalEntry(long time, Optional<Address> sender, Message message) {

    /** Creates a record about the node itself. */
    public JournalEntry(long time, Message message) {
        this(time, Optional.empty(), message);
    }
}
