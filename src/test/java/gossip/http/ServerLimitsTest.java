package gossip.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.http.Page.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What clients can occupy that send too little, too much, or read nothing. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ServerLimitsTest {

    private static final String HEADER = " HTTP/1.1\r\nHost: localhost\r\n";
    /** More than what the system buffers for a connection of the loopback interface. */
    private static final byte[] LARGE = new byte[32 << 20];
    private static final String LARGE_EVENT = "x".repeat(1 << 20);
    private static final int RECEIVE_BUFFER = 4096;

    private static final int CLIENTS = 16;
    private static final Duration POLL = Duration.ofMillis(10);

    private final Semaphore started = new Semaphore(0);
    private final List<Socket> sockets = new ArrayList<>();
    private final EventStream stream = new EventStream(() -> List.of("snapshot"));
    private PageServer server;

    @BeforeEach
    void start() throws IOException {
        server = new PageServer("127.0.0.1", 0, (path, cause) -> { }, Duration.ofMillis(500));
        server.page("/small", request -> Answer.text(200, "small" + request.body()));
        server.page("/large", request -> {
            started.release();
            return new Answer(200, "application/octet-stream", LARGE);
        });
        server.stream("/events", stream);
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private Socket connect(String text) throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.setReceiveBufferSize(RECEIVE_BUFFER);
        socket.connect(new InetSocketAddress("127.0.0.1", server.port()));
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    /** Returns the status line, or "" if the server closed the connection. */
    private String status(String text) throws IOException {
        try {
            String line = reader(connect(text)).readLine();
            return line == null ? "" : line;
        } catch (SocketException e) {
            return "";
        }
    }

    private static boolean isClosedByServer(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    private void awaitStatus(String text) throws IOException {
        while (!status(text + "Connection: close\r\n\r\n").contains("200")) {
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    @Test
    void connections_that_send_nothing_or_half_a_request_are_bounded_in_number_and_time() throws IOException {
        List<Socket> idle = new ArrayList<>();
        for (int i = 0; i < ServerLimits.MAX_CONNECTIONS; i += 4) {
            idle.add(connect(""));
            idle.add(connect("GET /sm"));
            idle.add(connect("GET /small" + HEADER + "Half: "));
            idle.add(connect("POST /small" + HEADER + "Content-Length: 100\r\n\r\nhalf of a body"));
        }
        assertEquals("", status("GET /small" + HEADER + "\r\n"), "one connection too many");
        long start = System.nanoTime();
        for (Socket socket : idle) {
            assertTrue(isClosedByServer(socket), "got an answer");
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        assertTrue(taken.compareTo(ServerLimits.READ_TIMEOUT.multipliedBy(3)) < 0, () -> "closed after " + taken);
        awaitStatus("GET /small" + HEADER);
    }

    @Test
    void clients_that_do_not_read_a_page_are_disconnected() throws IOException {
        for (int i = 0; i < CLIENTS; i++) {
            connect("GET /large" + HEADER + "\r\n");
        }
        started.acquireUninterruptibly(CLIENTS);
        while (server.running() > 0) {
            LockSupport.parkNanos(POLL.toNanos());
        }
        for (Socket socket : sockets) {
            assertTrue(received(socket) < LARGE.length, "the client got everything");
        }
    }

    private static long received(Socket socket) throws IOException {
        long received = 0;
        try {
            byte[] buffer = new byte[1 << 16];
            for (int count = 0; count >= 0; count = socket.getInputStream().read(buffer)) {
                received += count;
            }
        } catch (SocketException e) {
            // The server closed the connection while the system still had bytes to send.
            return received;
        }
        return received;
    }

    @Test
    void a_client_of_a_stream_that_does_not_read_is_disconnected() throws IOException {
        Socket reading = connect("GET /events" + HEADER + "\r\n");
        Socket stuck = connect("GET /events" + HEADER + "\r\n");
        BufferedReader in = reader(reading);
        PageServerTest.awaitLine(in, "data: snapshot");
        PageServerTest.awaitLine(reader(stuck), "data: snapshot");
        assertEquals(2, stream.clients());
        int sent = 0;
        while (stream.clients() > 1) {
            stream.send(LARGE_EVENT);
            stream.send("event " + sent);
            PageServerTest.awaitLine(in, "data: event " + sent);
            sent++;
        }
        stream.send("last");
        PageServerTest.awaitLine(in, "data: last");
    }

    @Test
    void a_header_that_is_too_long_closes_the_connection() throws IOException {
        String lines = IntStream.rangeClosed(0, ServerLimits.MAX_HEADERS)
                .mapToObj(i -> "A" + i + ": b\r\n").collect(Collectors.joining());
        String large = "A: " + "b".repeat(ServerLimits.MAX_HEADER_BYTES) + "\r\n";
        for (String header : List.of(lines, large)) {
            String status = status("GET /small" + HEADER + header + "\r\n");
            assertTrue(status.isEmpty() || status.contains("400") || status.contains("413"), status);
        }
        awaitStatus("GET /small" + HEADER);
    }
}
