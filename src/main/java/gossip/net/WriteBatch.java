package gossip.net;

import gossip.protocol.Message;
import java.util.List;

/**
 * The messages that the writer of a connection takes together. The writer stops when there are none.
 *
 * @param length of the messages, in bytes
 * @param drained whether messages were refused before the queue became empty
 * @param last whether no message will follow
 */
record WriteBatch(List<Message> messages, int length, boolean drained, boolean last) {}
