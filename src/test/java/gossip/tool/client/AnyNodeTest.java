package gossip.tool.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.net.transport.PlainTransport;
import gossip.protocol.Address;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The search for a node that answers, with nodes that accept connections and send nothing. */
@Timeout(30)
class AnyNodeTest {

    private static final Connector CONNECTOR = new Connector(PlainTransport.FACTORY);
    private static final Duration LONG = Duration.ofMinutes(10);

    private final List<ServerSocket> sockets = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (ServerSocket socket : sockets) {
            socket.close();
        }
    }

    private Address hung() throws IOException {
        ServerSocket socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        sockets.add(socket);
        return new Address("127.0.0.1", socket.getLocalPort());
    }

    /** Starts a node that answers the first line of each connection. */
    private Address answering(String name) throws IOException {
        Address node = hung();
        ServerSocket socket = sockets.getLast();
        Thread.startVirtualThread(() -> {
            while (!socket.isClosed()) {
                try (Socket client = socket.accept()) {
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))
                            .readLine();
                    client.getOutputStream().write(("STATE name=" + name + "\n").getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    // The test is over, or the client has closed the connection.
                }
            }
        });
        return node;
    }

    private static Answer<Map<String, String>> answer(Address node, String name) {
        return Answer.of(node, Map.of("name", name));
    }

    @Test
    void hung_nodes_do_not_delay_the_first_answer() throws IOException {
        List<Address> nodes = List.of(hung(), hung(), hung(), answering("ada"));
        List<Answer<Map<String, String>>> offered = new ArrayList<>();
        assertTrue(AnyNode.offer(CONNECTOR, nodes,
                Deadline.after(LONG), LONG, offered::add));
        assertEquals(List.of(answer(nodes.getLast(), "ada")), offered);
    }

    @Test
    void other_nodes_are_offered_after_one_that_is_not_accepted() throws IOException {
        Address refused = answering("ada");
        Address accepted = answering("alan");
        assertTrue(AnyNode.offer(CONNECTOR,
                List.of(hung(), refused, accepted), Deadline.after(LONG), LONG,
                answer -> answer.equals(answer(accepted, "alan"))));
    }

    @Test
    void each_hung_node_is_reported_at_the_deadline() throws IOException {
        List<Address> nodes = List.of(hung(), hung());
        List<Address> silent = new ArrayList<>();
        assertFalse(AnyNode.offer(CONNECTOR, nodes,
                Deadline.after(Duration.ofMillis(200)), LONG, answer -> {
                    assertEquals(Answer.failed(answer.node(), "no answer in time"), answer);
                    silent.add(answer.node());
                    return false;
                }));
        assertEquals(Set.copyOf(nodes), Set.copyOf(silent));
    }

    @Test
    void nodes_on_this_host_come_before_others() {
        Address here = new Address("127.0.0.1", 1);
        Address elsewhere = new Address("192.0.2.1", 1);
        assertEquals(List.of(List.of(here), List.of(elsewhere)), HostNames.localFirst(List.of(elsewhere, here)));
        assertEquals(List.of(List.of(elsewhere)), HostNames.localFirst(List.of(elsewhere)));
    }
}
