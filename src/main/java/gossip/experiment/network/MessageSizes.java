package gossip.experiment.network;

import gossip.protocol.Codec;
import gossip.protocol.LineBuffer;
import gossip.protocol.Message;
import gossip.protocol.Message.Gossip;

/** The sizes of messages as lines, in bytes with the line terminator. Not thread-safe. */
public final class MessageSizes {

    private final LineBuffer line = new LineBuffer();

    public int of(Message message) {
        if (message instanceof Gossip gossip) {
            return Codec.length(gossip) + Integer.toString(gossip.hops()).length() - 1;
        }
        line.clear();
        Codec.encode(message, line);
        return line.length();
    }
}
