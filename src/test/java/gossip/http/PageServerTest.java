package gossip.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.http.Page.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class PageServerTest {

    private final List<String> errors = new ArrayList<>();
    private final EventStream stream = new EventStream(() -> List.of("snapshot"));
    private PageServer server;

    @BeforeEach
    void start() throws IOException {
        server = new PageServer("127.0.0.1", 0, (path, cause) -> errors.add(path + " " + cause));
        server.page("/echo", request -> Answer.text(200, request.method() + request.query() + request.body()));
        server.page("/broken", request -> {
            throw new IllegalStateException("broken");
        });
        server.stream("/events", stream);
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    @Test
    void a_page_gets_method_query_and_body() throws IOException, InterruptedException {
        assertEquals("GET{a=b c}", send(request("/echo?a=b%20c")).body());
        assertEquals("POST{}text", send(request("/echo").POST(HttpRequest.BodyPublishers.ofString("text"))).body());
    }

    @Test
    void an_unknown_path_and_another_method_are_refused() throws IOException, InterruptedException {
        assertEquals(404, send(request("/nothing")).statusCode());
        assertEquals(404, send(request("/echo/more")).statusCode());
        assertEquals(405, send(request("/echo").DELETE()).statusCode());
    }

    @Test
    void a_POST_of_a_page_of_another_host_is_refused() throws IOException, InterruptedException {
        HttpRequest.Builder post = request("/echo").POST(HttpRequest.BodyPublishers.ofString("text"));
        assertEquals(403, send(post.setHeader("Origin", "http://evil.example")).statusCode());
        assertEquals(200, send(post.setHeader("Origin", "http://127.0.0.1:" + server.port())).statusCode());
    }

    /** Returns the status line, which the HTTP client of Java cannot get for another Host. */
    private String status(String path, String headers) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream().write(
                    ("GET " + path + " HTTP/1.1\r\n" + headers + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(
                    new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)).readLine();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/echo", "/events"})
    void on_loopback_a_name_that_an_attacker_may_let_resolve_to_it_is_refused(String path) throws IOException {
        for (String foreign : List.of("evil.example", "evil.example:80", "localhost.evil.example", "127.0.0.1.evil.example",
                "127.0.0.1@evil.example", "1.evil", "[::1].evil.example", "", "localhost\r\nHost: evil.example")) {
            assertTrue(status(path, "Host: " + foreign + "\r\n").matches("HTTP/1.1 (403|400).*"), foreign);
        }
        for (String local : List.of("localhost", "LOCALHOST:80", "127.0.0.1", "127.0.0.1:" + server.port(), "[::1]:80",
                "192.168.0.7")) {
            assertEquals("HTTP/1.1 200 OK", status(path, "Host: " + local + "\r\n"), local);
        }
    }

    @Test
    void a_server_that_all_hosts_reach_answers_to_every_name() throws IOException {
        try (PageServer open = new PageServer("0.0.0.0", 0, (path, cause) -> errors.add(path + " " + cause))) {
            open.page("/echo", request -> Answer.text(200, ""));
            open.start();
            server.close();
            server = open;
            assertEquals("HTTP/1.1 200 OK", status("/echo", "Host: node-1.example\r\n"));
        }
    }

    @Test
    void a_body_that_is_too_long_is_refused() throws IOException, InterruptedException {
        assertEquals(413, send(request("/echo").POST(HttpRequest.BodyPublishers.ofString("x".repeat(70_000)))).statusCode());
    }

    @Test
    void an_exception_of_a_page_is_reported_and_the_server_goes_on() throws IOException, InterruptedException {
        assertEquals(500, send(request("/broken")).statusCode());
        assertEquals(List.of("/broken java.lang.IllegalStateException: broken"), errors);
        assertEquals(200, send(request("/echo")).statusCode());
    }

    @Test
    void a_client_of_a_stream_gets_the_snapshot_and_then_each_event() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream().write("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            BufferedReader in = new BufferedReader(
                    new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            awaitLine(in, "data: snapshot");
            stream.send("one");
            stream.send("two");
            awaitLine(in, "data: one");
            awaitLine(in, "data: two");
        }
    }

    /** Reads lines until the expected one. */
    static void awaitLine(BufferedReader in, String expected) throws IOException {
        String line = in.readLine();
        while (line != null && !line.equals(expected)) {
            line = in.readLine();
        }
        assertEquals(expected, line);
    }

    @Test
    void the_metrics_of_several_peers_are_added_and_their_buckets_are_cumulative() {
        String metrics = NodeMetrics.of(List.of(
                Map.of("role", "peer", "published", "2", "degree", "3", "seeds", "2/3", "rtt", "1:1,inf:0"),
                Map.of("role", "peer", "published", "5", "degree", "1", "seeds", "1/3", "rtt", "1:2,inf:4")));
        for (String line : List.of("gossip_messages_generated_total 7", "gossip_neighbors 4",
                "gossip_registered_seeds 3", "gossip_ping_rtt_seconds_bucket{le=\"0.001\"} 3",
                "gossip_ping_rtt_seconds_bucket{le=\"+Inf\"} 7", "gossip_ping_rtt_seconds_count 7")) {
            assertTrue(metrics.lines().anyMatch(line::equals), () -> line + " is not in\n" + metrics);
        }
    }

    @Test
    void a_seed_that_cannot_store_its_data_has_a_metric_and_one_without_data_has_none() {
        String name = "gossip_storage_failed ";
        assertTrue(NodeMetrics.of(List.of(Map.of("role", "seed", "durability", "failed"))).contains(name + "1\n"));
        assertTrue(NodeMetrics.of(List.of(Map.of("role", "seed", "durability", "always"))).contains(name + "0\n"));
        assertFalse(NodeMetrics.of(List.of(Map.of("role", "seed", "durability", "none"))).contains(name));
    }
}
