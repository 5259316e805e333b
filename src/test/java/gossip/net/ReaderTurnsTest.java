package gossip.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.net.transport.PlainTransport;
import gossip.node.Link;
import gossip.node.LinkHandler;
import gossip.protocol.Message;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** Connections that always have input. A virtual thread that never waits keeps a thread of the system for itself. */
@Timeout(60)
@Isolated
class ReaderTurnsTest {

    private static final byte[] LINE = ("BYE " + "x".repeat(100) + "\n").getBytes(StandardCharsets.US_ASCII);
    private static final LinkHandler IGNORE = new LinkHandler() {
        @Override
        public void received(Link link, Message message) {}

        @Override
        public void malformed(Link link, String reason) {
            throw new AssertionError(reason);
        }

        @Override
        public void closed(String reason) {}
    };

    /** More than the virtual threads have threads of the system, which may be more than there are processors. */
    private static final int READERS = 4 * Runtime.getRuntime().availableProcessors();

    private final CountDownLatch begun = new CountDownLatch(READERS);
    private volatile boolean ended;

    /** Returns one line after the other without a wait, until the test ends. */
    private final class EndlessInput extends InputStream {

        private long position;

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] buffer, int from, int length) {
            if (position == 0) {
                begun.countDown();
            }
            for (int i = 0; i < length; i++) {
                buffer[from + i] = LINE[(int) (position++ % LINE.length)];
            }
            return ended ? -1 : length;
        }
    }

    private void readForever(SocketHost<?> host) {
        Connection connection = new Connection(host, new Socket(), new PlainTransport(new Socket()), IGNORE);
        Thread.startVirtualThread(() -> {
            try {
                new ConnectionReader(host, connection).read(new EndlessInput());
            } catch (IOException e) {
                // The node is closed, so it does not read the lines.
                return;
            }
        });
    }

    /** The connections belong to different nodes, because those of one node wait for its lock. */
    @Test
    void each_connection_has_its_turn() throws Exception {
        List<RunningNode> nodes = new ArrayList<>();
        try (RunningNode running = new RunningNode(); TcpClient client = new TcpClient(running.port())) {
            CountDownLatch answered = new CountDownLatch(1);
            running.node().when("STATUS", link -> answered.countDown());
            for (int i = 0; i < READERS; i++) {
                nodes.add(new RunningNode());
            }
            nodes.forEach(node -> readForever(node.host()));
            begun.await();
            client.send("STATUS\n");
            answered.await();
            nodes.forEach(node -> assertEquals(List.of(), List.copyOf(node.errors())));
        } finally {
            ended = true;
            nodes.forEach(RunningNode::close);
        }
    }
}
