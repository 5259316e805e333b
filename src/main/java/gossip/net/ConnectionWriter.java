package gossip.net;

import gossip.protocol.Codec;
import gossip.protocol.LineBuffer;
import gossip.protocol.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A task that encodes and writes the messages of a send queue until the queue is empty. Many lines are written in one
 * call. At most one thread runs it at a time.
 */
final class ConnectionWriter implements Runnable {

    /** The connection to write to. The writer thread calls it. */
    interface Target {

        OutputStream output() throws IOException;

        /** Reports that everything is written and no message will follow. */
        void finished();

        /** Reports that writing failed. The queued messages are dropped. */
        void failed(Throwable cause);

        /** Reports that the queue had refused messages and is empty again. */
        void drained();
    }

    /** Bytes written in one call, exceeded by at most one line. */
    private static final int BATCH = 32 << 10;

    private final SendQueue sendQueue;
    private final Target target;

    ConnectionWriter(SendQueue sendQueue, Target target) {
        this.sendQueue = sendQueue;
        this.target = target;
    }

    @Override
    public void run() {
        LineBuffer buffer = new LineBuffer();
        try {
            WriteBatch batch = sendQueue.take(new ArrayList<>());
            while (!batch.messages().isEmpty()) {
                buffer.reserve(Math.min(batch.length(), BATCH + Codec.MAX_LINE));
                write(batch.messages(), buffer);
                batch.messages().clear();
                batch = sendQueue.take(batch.messages());
            }
            if (batch.last()) {
                target.finished();
            } else if (batch.drained()) {
                target.drained();
            }
        } catch (IOException | RuntimeException | Error e) {
            sendQueue.abandon();
            target.failed(e);
        }
    }

    private void write(List<Message> messages, LineBuffer buffer) throws IOException {
        int length = 0;
        for (Message message : messages) {
            length += encode(message, buffer);
            if (buffer.length() >= BATCH) {
                flush(buffer, length);
                length = 0;
                for (Message urgent : sendQueue.takeUrgent()) {
                    length += encode(urgent, buffer);
                }
            }
        }
        flush(buffer, length);
    }

    /** @return the length that the send queue has counted for the message */
    private static int encode(Message message, LineBuffer buffer) {
        Codec.encode(message, buffer);
        return Codec.length(message);
    }

    private void flush(LineBuffer buffer, int length) throws IOException {
        int exact = buffer.length();
        buffer.writeTo(target.output());
        buffer.clear();
        sendQueue.written(length, exact);
    }
}
