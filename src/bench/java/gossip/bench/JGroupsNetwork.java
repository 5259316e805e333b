package gossip.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.Receiver;
import org.jgroups.protocols.DISCARD;
import org.jgroups.protocols.TP;
import org.jgroups.stack.ProtocolStack;
import org.jgroups.util.Util;

/** A network of JGroups over TCP with its shipped settings: a full mesh with retransmission and flow control. */
final class JGroupsNetwork implements Network {

    private static final String CONFIG = "jgroups-tcp.xml";
    private static final int MIN_PORT = 17_800;
    private static final int MAX_PORT = 30_000;
    /** A node also listens on this port above its own, for failure detection. */
    private static final int FAILURE_DETECTION_PORT_OFFSET = 100;
    private static final Duration POLL = Duration.ofMillis(5);

    private final Map<Integer, JChannel> channels = new TreeMap<>();
    private final Map<Integer, Address> addresses = new TreeMap<>();

    /** Starts the nodes one after another. Each knows all addresses. Otherwise groups split and merge much later. */
    @Override
    public boolean form(int nodes, DeliveryListener listener, Duration timeout) throws Exception {
        long startedAt = System.nanoTime();
        String hosts = prepare(nodes);
        for (int node = 0; node < nodes; node++) {
            join(node, hosts, listener);
            if (System.nanoTime() - startedAt > timeout.toNanos()) {
                return false;
            }
        }
        while (channels.values().stream().anyMatch(channel -> channel.getView().size() < nodes)) {
            if (System.nanoTime() - startedAt > timeout.toNanos()) {
                return false;
            }
            Thread.sleep(POLL);
        }
        return true;
    }

    /** Returns the addresses of the nodes in the form of TCPPING. */
    @Override
    public String prepare(int nodes) {
        int base = freePorts(nodes + FAILURE_DETECTION_PORT_OFFSET);
        return IntStream.range(base, base + nodes).mapToObj(port -> "127.0.0.1[" + port + "]")
                .collect(Collectors.joining(","));
    }

    @Override
    public void join(int node, String hosts, DeliveryListener listener) throws Exception {
        String port = hosts.split(",")[node].replaceAll("^.*\\[|\\]$", "");
        JChannel channel = new JChannel(new ByteArrayInputStream(config(port, hosts)));
        channel.setReceiver(new Receiver() {
            @Override
            public void receive(Message message) {
                listener.received(node, new String(message.getArray(), message.getOffset(), message.getLength(),
                        StandardCharsets.ISO_8859_1), 0);
            }
        });
        // The other contenders do not deliver a message to its origin either.
        channel.setDiscardOwnMessages(true);
        channel.connect("bench");
        channels.put(node, channel);
        addresses.put(node, channel.getAddress());
    }

    private static byte[] config(String port, String hosts) throws IOException {
        try (InputStream in = JGroupsNetwork.class.getResourceAsStream(CONFIG)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@PORT@", port).replace("@HOSTS@", hosts)
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Returns the first of {@code count} consecutive free ports. They lie below the ephemeral ports of the system. */
    private static int freePorts(int count) {
        int base = MIN_PORT;
        for (int port = base; port < base + count; port++) {
            if (!isFree(port)) {
                base = port + 1;
            }
            if (base + count > MAX_PORT) {
                throw new IllegalStateException("no " + count + " consecutive free ports");
            }
        }
        return base;
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void publish(int node, List<String> payloads) throws Exception {
        for (String payload : payloads) {
            channels.get(node).send(new BytesMessage(null, payload.getBytes(StandardCharsets.ISO_8859_1)));
        }
    }

    @Override
    public void kill(int node) throws Exception {
        Util.shutdown(channels.get(node));
    }

    /** Discards all messages directly above the transport, which keeps its sockets open. */
    @Override
    public void hang(int node) {
        channels.get(node).getProtocolStack()
                .insertProtocolInStack(new DISCARD().discardAll(true), transport(node), ProtocolStack.Position.ABOVE);
    }

    private TP transport(int node) {
        return channels.get(node).getProtocolStack().getTransport();
    }

    @Override
    public int unaware(int failed) {
        return (int) channels.entrySet().stream()
                .filter(node -> node.getKey() != failed)
                .filter(node -> node.getValue().getView().containsMember(addresses.get(failed)))
                .count();
    }
}
