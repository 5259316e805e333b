package gossip.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

/** JGroups over TCP with the settings it ships with: a full mesh, with retransmission and flow control. */
final class JGroupsContender implements Contender {

    private static final String CONFIG = "jgroups-tcp.xml";
    private static final int LOWEST_PORT = 17_800;
    private static final int HIGHEST_PORT = 30_000;
    /** A node also listens on a second port, for failure detection: its own plus this. */
    private static final int SECOND_PORT = 100;
    private static final Duration POLL = Duration.ofMillis(5);

    private final List<JChannel> channels = new ArrayList<>();
    private final List<Address> addresses = new ArrayList<>();

    /** One after another, and all listed to each, as groups else split and merge late. */
    @Override
    public boolean form(int nodes, Inbox inbox, Duration patience) throws Exception {
        long began = System.nanoTime();
        int base = freePorts(nodes + SECOND_PORT);
        String hosts = IntStream.range(base, base + nodes).mapToObj(port -> "127.0.0.1[" + port + "]")
                .collect(Collectors.joining(","));
        for (int node = 0; node < nodes; node++) {
            start(node, config(base + node, hosts), inbox);
            if (System.nanoTime() - began > patience.toNanos()) {
                return false;
            }
        }
        while (channels.stream().anyMatch(channel -> channel.getView().size() < nodes)) {
            if (System.nanoTime() - began > patience.toNanos()) {
                return false;
            }
            Thread.sleep(POLL);
        }
        return true;
    }

    private void start(int node, byte[] config, Inbox inbox) throws Exception {
        JChannel channel = new JChannel(new ByteArrayInputStream(config));
        channel.setReceiver(new Receiver() {
            @Override
            public void receive(Message message) {
                inbox.received(node, new String(message.getArray(), message.getOffset(), message.getLength(),
                        StandardCharsets.ISO_8859_1), 0);
            }
        });
        // A node of this program does not hear itself either.
        channel.setDiscardOwnMessages(true);
        channel.connect("bench");
        channels.add(channel);
        addresses.add(channel.getAddress());
    }

    private static byte[] config(int port, String hosts) throws IOException {
        try (InputStream in = JGroupsContender.class.getResourceAsStream(CONFIG)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@PORT@", String.valueOf(port)).replace("@HOSTS@", hosts)
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    /** The first of so many ports in a row that are free, below those that the system hands out. */
    private static int freePorts(int count) {
        int base = LOWEST_PORT;
        for (int port = base; port < base + count; port++) {
            if (!isFree(port)) {
                base = port + 1;
            }
            if (base + count > HIGHEST_PORT) {
                throw new IllegalStateException("no " + count + " free ports in a row");
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

    /** It is deaf and dumb from the transport on, which keeps its sockets. */
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
        return (int) IntStream.range(0, channels.size())
                .filter(node -> node != failed)
                .filter(node -> channels.get(node).getView().containsMember(addresses.get(failed)))
                .count();
    }
}
