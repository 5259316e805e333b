package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.SeedNode;
import gossip.tls.TestAuthority;
import gossip.tls.TestAuthority.Contents;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The metrics of a process with {@code --http-tls}. */
@Tag("processes")
@Timeout(120)
class HttpsMetricsTest {

    private static final String HOST = "127.0.0.1";
    private static final Contents CONTENTS = Contents.of("CN=n,OU=seed", HOST);

    @TempDir
    private Path folder;
    private final TestAuthority authority = TestAuthority.create("CN=Test CA");

    /** Asks a client that knows only this CA, as Prometheus and curl do. */
    private static String get(URI page, TestAuthority trusted)
            throws IOException, InterruptedException, GeneralSecurityException {
        KeyStore known = KeyStore.getInstance(KeyStore.getDefaultType());
        known.load(null, null);
        known.setCertificateEntry("ca", trusted.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(known);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        try (HttpClient client = HttpClient.newBuilder().sslContext(context).build()) {
            return client.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    @Test
    void they_are_served_with_the_certificate_of_the_node_and_with_a_renewed_one() throws Exception {
        Path files = authority.write(folder.resolve("tls"), CONTENTS);
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        URI page = URI.create("https://" + HOST + ":" + port + "/metrics");
        try (NodeProcess seed = NodeProcess.start(SeedNode.class, folder, "127.0.0.1:5000\n", "--listen=127.0.0.1:0",
                "--tls=" + files, "--http=" + HOST + ":" + port, "--http-tls")) {
            seed.await(" SEED_STARTED ");
            assertTrue(get(page, authority).contains("\ngossip_certificate_expiry_seconds "));
            TestAuthority other = TestAuthority.create("CN=Other CA");
            assertThrows(SSLException.class, () -> get(page, other));
            Path next = other.write(folder.resolve("next"), CONTENTS);
            for (String name : List.of("ca.pem", "key.pem", "cert.pem")) {
                Files.move(next.resolve(name), files.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
            seed.await(" CERTIFICATE_ROTATED ");
            assertTrue(get(page, other).contains("\ngossip_members 0"));
            assertThrows(SSLException.class, () -> get(page, authority));
        }
    }

    @Test
    void without_a_certificate_the_option_is_refused() throws IOException, InterruptedException {
        try (NodeProcess seed = NodeProcess.start(SeedNode.class, folder, "127.0.0.1:5000\n", "--listen=127.0.0.1:0",
                "--http=127.0.0.1:0", "--http-tls")) {
            seed.await("--http-tls needs --tls DIR, the folder with the certificate");
            assertEquals(2, seed.exitCode());
        }
    }
}
