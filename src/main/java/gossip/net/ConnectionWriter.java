package gossip.net;

import gossip.protocol.Codec;
import gossip.protocol.LineBuffer;
import gossip.protocol.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Writes what waits in an outbox, many lines in one go, again and again until nothing is left. One thread at a time. */
final class ConnectionWriter implements Runnable {

    /** Where it writes to, and who hears how it went. */
    interface Target {

        OutputStream output() throws IOException;

        /** Everything is out, and nothing more will come. */
        void finished();

        void failed(IOException cause);

        /** The queue had overflowed and is empty again. */
        void drained();
    }

    /** What is written in one go, give or take a line. */
    private static final int BATCH = 32 << 10;

    private final SendQueue sendQueue;
    private final Target target;

    ConnectionWriter(SendQueue sendQueue, Target exit) {
        this.sendQueue = sendQueue;
        this.target = exit;
    }

    @Override
    public void run() {
        LineBuffer buffer = new LineBuffer();
        try {
            SendQueue.WriteBatch taken = sendQueue.take(new ArrayList<>());
            while (!taken.messages().isEmpty()) {
                buffer.reserve(Math.min(taken.length(), BATCH + Codec.MAX_LINE));
                write(taken.messages(), buffer);
                taken.messages().clear();
                taken = sendQueue.take(taken.messages());
            }
            if (taken.last()) {
                target.finished();
            } else if (taken.drained()) {
                target.drained();
            }
        } catch (IOException e) {
            sendQueue.abandon();
            target.failed(e);
        }
    }

    private void write(List<Message> messages, LineBuffer buffer) throws IOException {
        int length = 0;
        for (Message message : messages) {
            Codec.encode(message, buffer);
            length += Codec.length(message);
            if (buffer.length() >= BATCH) {
                flush(buffer, length);
                length = 0;
            }
        }
        flush(buffer, length);
    }

    private void flush(LineBuffer buffer, int length) throws IOException {
        buffer.writeTo(target.output());
        buffer.clear();
        sendQueue.written(length);
    }
}
