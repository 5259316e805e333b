package gossip.tool.client;

import gossip.identity.Role;
import gossip.net.transport.Transport;
import gossip.node.LinkIdentity;
import gossip.protocol.Address;
import gossip.protocol.Codec;
import gossip.protocol.LineBuffer;
import gossip.protocol.Message.Member;
import gossip.protocol.Message.MemberList;
import gossip.protocol.Message.Observed;
import gossip.protocol.Message.Rejected;
import gossip.protocol.Message.ReplyRow;
import gossip.protocol.Message.ReplyRows;
import gossip.protocol.Message.State;
import gossip.protocol.Message;
import gossip.protocol.Pairs;
import gossip.protocol.ProtocolException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A connection of a client to a node. Every operation ends before the deadline, also if the node is hung or sends one
 * byte at a time. Not thread-safe, except that another thread may close it.
 */
public final class NodeClient implements AutoCloseable {

    /** The node answered with ERROR. */
    public static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException(String reason) {
            super(reason);
        }
    }

    /** Rows of one reply, far above what a node of this program sends. */
    private static final int MAX_ROWS = 1_000_000;

    private final Socket socket = new Socket();
    private final Deadline deadline;
    private final Thread expiry;
    private final InputStream in;
    private final OutputStream out;

    NodeClient(Address node, Deadline deadline, Connector connector) throws IOException {
        this.deadline = deadline;
        // A timeout of the socket would begin again with each part of a handshake or of a TLS record.
        expiry = Thread.startVirtualThread(this::closeAtDeadline);
        try {
            InetAddress host = connector.resolver().resolve(node.host(), deadline.left()).getFirst();
            socket.connect(new InetSocketAddress(host, node.port()), deadline.timeout());
            socket.setTcpNoDelay(true);
            Transport transport = connector.transports().dialed(socket);
            transport.handshake();
            requireHost(node, transport.identity());
            in = new BufferedInputStream(transport.input());
            out = transport.output();
        } catch (IOException e) {
            close();
            throw failure(e);
        }
    }

    private void closeAtDeadline() {
        try {
            Thread.sleep(deadline.left());
            socket.close();
        } catch (InterruptedException e) {
            // The client was closed before.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("the connection cannot be closed", e);
        }
    }

    /** Returns what to throw: after the deadline, the socket is closed, so any operation fails. */
    private IOException failure(IOException e) {
        return deadline.isOver() ? new IOException("no answer in time", e) : e;
    }

    private static void requireHost(Address node, LinkIdentity identity) throws IOException {
        Optional<String> refusal = identity.refusal(Role.PEER, node).filter(
                reason -> identity.refusal(Role.SEED, node).isPresent());
        if (refusal.isPresent()) {
            throw new IOException(refusal.get());
        }
    }

    public void send(Message message) throws IOException {
        LineBuffer line = new LineBuffer();
        Codec.encode(message, line);
        try {
            line.writeTo(out);
            out.flush();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Waits for the next message. */
    public Message receive() throws IOException {
        byte[] line = line();
        try {
            Message message = Codec.decode(line, 0, line.length);
            if (message instanceof Rejected rejected) {
                throw new RefusedException(rejected.reason());
            }
            return message;
        } catch (ProtocolException e) {
            throw new IOException("invalid answer: " + e.getMessage(), e);
        }
    }

    private byte[] line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (line.size() <= Codec.MAX_LINE) {
            int next = read();
            if (next == '\n') {
                return line.toByteArray();
            }
            if (next < 0) {
                throw new IOException("closed the connection");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        throw new IOException("sent a line that is too long");
    }

    private int read() throws IOException {
        try {
            return in.read();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private <T extends Message> T receive(Class<T> type) throws IOException {
        Message message = receive();
        if (!type.isInstance(message)) {
            throw new IOException("answered " + Codec.verb(message));
        }
        return type.cast(message);
    }

    public <T extends Message> T request(Message request, Class<T> reply) throws IOException {
        send(request);
        return receive(reply);
    }

    /** Returns the pairs of a STATE reply. */
    public Map<String, String> state(Message request) throws IOException {
        return Pairs.parse(request(request, State.class).pairs().toString());
    }

    /** Returns the rows of a ROWS reply. */
    public List<Map<String, String>> rows(Message request) throws IOException {
        int count = limited(request(request, ReplyRows.class).count());
        List<Map<String, String>> rows = new ArrayList<>();
        while (rows.size() < count) {
            rows.add(Pairs.parse(receive(ReplyRow.class).pairs().toString()));
        }
        return rows;
    }

    /** Waits for the next event of a node that is watched. */
    public Map<String, String> event() throws IOException {
        while (true) {
            if (receive() instanceof Observed observed) {
                return Pairs.parse(observed.pairs().toString());
            }
        }
    }

    /** Returns the members in a LIST reply. */
    public List<Member> members() throws IOException {
        Message.Members request = new Message.Members(Optional.empty(), Integer.MAX_VALUE);
        int count = limited(request(request, MemberList.class).listed());
        List<Member> members = new ArrayList<>();
        while (members.size() < count) {
            members.add(receive(Member.class));
        }
        return members;
    }

    private static int limited(int count) throws IOException {
        if (count > MAX_ROWS) {
            throw new IOException("announced " + count + " rows");
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        expiry.interrupt();
        socket.close();
    }
}
