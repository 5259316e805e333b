package gossip.tool.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.http.PageServer;
import gossip.protocol.Address;
import gossip.tool.client.Connector;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The live view of a network whose only node sends any events. */
@Timeout(30)
class LiveViewTest {

    private final List<Throwable> errors = new CopyOnWriteArrayList<>();
    private volatile String events = "";
    private volatile String members = "LIST 0 0\n";
    private ServerSocket node;
    private PageServer server;
    private Thread view;

    @BeforeEach
    void start() throws IOException {
        node = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::accept);
        LiveView live = new LiveView(Connector.of(Optional.empty()),
                List.of(new Address("127.0.0.1", node.getLocalPort())), () -> List.of("a finding"));
        server = new PageServer("127.0.0.1", 0, (path, cause) -> errors.add(cause));
        server.stream("/events", live.stream());
        server.start();
        view = Thread.ofPlatform().start(() -> {
            try {
                live.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                errors.add(e);
            }
        });
    }

    @AfterEach
    void stop() throws IOException {
        view.interrupt();
        server.close();
        node.close();
        assertEquals(List.of(), errors);
    }

    private void accept() {
        while (!node.isClosed()) {
            try {
                Socket socket = node.accept();
                Thread.startVirtualThread(() -> answer(socket));
            } catch (IOException e) {
                // The test has ended.
                return;
            }
        }
    }

    private void answer(Socket socket) {
        Map<String, String> answers = Map.of("MEMBERS", members, "STATUS", "STATE role=seed name=<b>x\n", "WATCH",
                "STATE watching=yes\n" + events);
        try (socket; BufferedReader lines = new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                socket.getOutputStream().write(answers.get(line.split(" ")[0]).getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            // The view has closed the connection.
            return;
        }
    }

    /** Returns the lines that a page gets until this text has occurred this many times. */
    private List<String> linesUntil(String text, int times) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Socket page = new Socket("127.0.0.1", server.port())) {
            page.getOutputStream().write("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            BufferedReader in = new BufferedReader(new InputStreamReader(page.getInputStream(), StandardCharsets.UTF_8));
            while (lines.stream().filter(line -> line.contains(text)).count() < times) {
                lines.add(in.readLine());
            }
        }
        return lines;
    }

    @Test
    void an_event_that_is_invalid_ends_its_connection_and_the_node_is_watched_again() throws IOException {
        for (String invalid : List.of("time=9999999999999999 event=EVIL", "time=1")) {
            String good = "GOOD" + invalid.hashCode();
            events = "EVENT time=1 event=" + good + "\nEVENT " + invalid + "\nEVENT time=2 event=AFTER\n";
            List<String> lines = linesUntil("\"" + good + "\"", 2);
            assertTrue(lines.stream().noneMatch(line -> line.contains("EVIL") || line.contains("AFTER")),
                    lines::toString);
        }
    }

    @Test
    void a_page_that_opens_after_a_death_gets_the_name_of_the_peer() throws IOException {
        members = "LIST 1 1\nMEMBER 127.0.0.1:1 7 0 7 ada\n";
        linesUntil("\"MEMBER\"", 1);
        members = "LIST 0 0\n";
        while (true) {
            List<String> lines = linesUntil("\"STATUS\"", 2); // the second one is of the next query
            if (lines.stream().anyMatch(line -> line.contains("\"NAME\"") && line.contains("\"ada\""))) return;
        }
    }

    @Test
    void control_and_format_characters_of_a_node_do_not_reach_the_page() throws IOException {
        events = "EVENT time=1 event=GOSSIP_RECEIVED text=a\u202eb\u0085c\u2028data: {}\u200bd</script>\n";
        String line = linesUntil("GOSSIP_RECEIVED", 1).getLast();
        assertTrue(line.contains("a?b?c\\u2028data: {}?d</script>"), line);
    }
}
