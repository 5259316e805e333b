package gossip.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import gossip.net.transport.Transport;
import gossip.node.LinkIdentity;
import gossip.node.PeerListener;
import gossip.peer.Peer;
import gossip.peer.PeerConfig;
import gossip.protocol.Address;
import gossip.protocol.Message.Gossip;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A copy of a received message creates no object, from the bytes of the socket to the counters of the peer. */
class CopyAllocationTest {

    private static final int WARM_UP = 100;
    private static final int READS = 1000;
    private static final int COPIES_PER_READ = 50;

    /** An input that delivers scripted bytes, and notes what its thread has allocated before each read. */
    private static final class Script extends InputStream {
        private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        private final byte[] copies =
                "GOSSIP 2 10.0.0.7:7000/5/3 [time]:10.0.0.7: a text\n".repeat(COPIES_PER_READ)
                        .getBytes(StandardCharsets.UTF_8);
        private final long[] allocated = new long[READS];
        private int reads;

        @Override
        public int read() {
            throw new AssertionError("the reader reads single bytes");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            byte[] bytes = copies;
            if (reads == 0) {
                bytes = "HELLO 192.168.0.9:7001 7\nGOSSIP 1 10.0.0.7:7000/5/3 [time]:10.0.0.7: a text\n"
                        .getBytes(StandardCharsets.UTF_8);
            } else if (reads == READS) {
                return -1;
            } else {
                allocated[reads] = threads.getCurrentThreadAllocatedBytes();
            }
            reads++;
            int read = Math.min(length, bytes.length);
            System.arraycopy(bytes, 0, buffer, offset, read);
            return read;
        }

        private long allocatedPerRead() {
            return (allocated[READS - 1] - allocated[WARM_UP]) / (READS - 1 - WARM_UP);
        }
    }

    private record ScriptedTransport(InputStream input) implements Transport {
        @Override
        public void handshake() {}

        @Override
        public OutputStream output() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public void finishOutput() {}

        @Override
        public LinkIdentity identity() {
            return new LinkIdentity.Anonymous();
        }

        @Override
        public void close() {}

        @Override
        public boolean isSecure() {
            return false;
        }
    }

    @Test
    void a_read_of_fifty_copies_allocates_less_than_one_byte_for_each_of_them() throws IOException {
        Script script = new Script();
        List<Gossip> received = new ArrayList<>();
        PeerListener listener = new PeerListener() {
            @Override
            public void received(Gossip gossip, Address from) {
                received.add(gossip);
            }
        };
        Address self = new Address("127.0.0.1", 7000);
        PeerConfig config = PeerConfig.defaults("peer", List.of(new Address("127.0.0.1", 1)));
        try (SharedResources resources = new SharedResources();
                ServerSocket server = new ServerSocket(0);
                Socket socket = new Socket(server.getInetAddress(), server.getLocalPort());
                SocketHost<Peer> host = SocketHost.start(Acceptor.bind("127.0.0.1", 0), resources,
                        (activity, cause) -> { }, environment -> new Peer(self, config, environment, listener))) {
            new Connection(host, socket, new ScriptedTransport(script)).serve();
        }

        assertEquals(1, received.size());
        // The call into the node allocates two small objects for each read.
        assertEquals(0, script.allocatedPerRead() / COPIES_PER_READ, () -> script.allocatedPerRead() + " B in a read");
    }
}
