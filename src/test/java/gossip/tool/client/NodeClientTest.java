package gossip.tool.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.net.Resolver;
import gossip.net.transport.PlainTransport;
import gossip.net.transport.Transport;
import gossip.net.transport.TlsTransport;
import gossip.protocol.Address;
import gossip.protocol.Message.Status;
import gossip.tls.CredentialStore;
import gossip.tls.TestAuthority;
import gossip.tls.TestAuthority.Contents;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A client whose node sends its bytes one at a time and never stops. */
@Timeout(30)
class NodeClientTest {

    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final int PERIOD_MILLIS = 50;

    @TempDir
    private Path folder;
    private final TestAuthority authority = TestAuthority.create("CN=ca");
    private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
    private final Semaphore permits = new Semaphore(0);
    private volatile boolean isSlow;
    private ServerSocket node;
    private ServerSocket proxy;

    @BeforeEach
    void listen() throws IOException {
        node = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        proxy = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        pace.scheduleAtFixedRate(permits::release, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        start(() -> forward(proxy.accept(), new Socket(node.getInetAddress(), node.getLocalPort())));
    }

    @AfterEach
    void stop() throws IOException {
        pace.shutdownNow();
        node.close();
        proxy.close();
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    /** Starts a thread that ends when a socket is closed. */
    private static void start(Work work) {
        Thread.startVirtualThread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // The client or the test has ended.
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Forwards all bytes, but those of the node one by one while it is slow. */
    private void forward(Socket client, Socket target) throws IOException, InterruptedException {
        start(() -> client.getInputStream().transferTo(target.getOutputStream()));
        InputStream in = target.getInputStream();
        OutputStream out = client.getOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (isSlow) {
                permits.acquire();
            }
            out.write(next);
        }
    }

    private Transport.Factory credentials(String name, Contents contents) throws IOException {
        return TlsTransport.factory(new CredentialStore(authority.write(folder.resolve(name), contents)));
    }

    private Connector secure() throws IOException {
        return new Connector(credentials("operator", Contents.of("CN=op,OU=operator")));
    }

    /** Answers a request over TLS. */
    private void serveSecurely() throws IOException {
        Transport.Factory transports = credentials("peer", Contents.of("CN=n,OU=peer", "127.0.0.1"));
        start(() -> {
            Transport transport = transports.accepted(node.accept());
            transport.handshake();
            assertTrue(transport.input().read() >= 0);
            isSlow = true;
            transport.output().write("STATE ".repeat(1000).getBytes(StandardCharsets.US_ASCII));
        });
    }

    private void assertEndsInTime(Connector connector) {
        long start = System.nanoTime();
        IOException failure = assertThrows(IOException.class, () -> {
            try (NodeClient client = connector.connect(
                    new Address("127.0.0.1", proxy.getLocalPort()), Deadline.after(LIMIT))) {
                client.state(new Status());
            }
        });
        assertEquals("no answer in time", Fanout.describe(failure));
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        assertTrue(seconds <= 2 * LIMIT.toSeconds(), () -> seconds + " s");
    }

    @Test
    void a_line_that_never_ends_is_given_up_at_the_deadline() throws IOException {
        isSlow = true;
        start(() -> node.accept().getOutputStream().write("STATE ".repeat(1000).getBytes(StandardCharsets.US_ASCII)));
        assertEndsInTime(Connector.of(Optional.empty()));
    }

    @Test
    void a_host_name_whose_lookup_hangs_is_given_up_at_the_deadline() throws IOException {
        CountDownLatch hanging = new CountDownLatch(1);
        try (Resolver resolver = new Resolver(host -> {
            try {
                hanging.await();
            } catch (InterruptedException e) {
                throw new UnknownHostException(host);
            }
            return new InetAddress[] {InetAddress.getLoopbackAddress()};
        }, Duration.ofMinutes(1))) {
            Connector connector = new Connector(PlainTransport.FACTORY, resolver);
            Address node = new Address("hangs.example", 1);
            long start = System.nanoTime();
            IOException failure = assertThrows(IOException.class, () -> connector.connect(node, Deadline.after(LIMIT)));
            assertEquals("no answer in time", Fanout.describe(failure));
            assertEquals(Map.of(), HostNames.find(List.of(node), resolver, LIMIT));
            Address literal = new Address("127.0.0.1", 1);
            assertEquals(Map.of(literal, InetAddress.getLoopbackAddress()),
                    HostNames.find(List.of(node, literal), resolver, LIMIT));
            long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
            assertTrue(seconds <= 6 * LIMIT.toSeconds(), () -> seconds + " s");
        }
    }

    @Test
    void a_handshake_that_never_ends_is_given_up_at_the_deadline() throws IOException {
        isSlow = true;
        serveSecurely();
        assertEndsInTime(secure());
    }

    @Test
    void a_TLS_record_that_never_ends_is_given_up_at_the_deadline() throws IOException {
        serveSecurely();
        assertEndsInTime(secure());
    }
}
