package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gossip.net.SharedResources;
import gossip.net.transport.TlsTransport;
import gossip.protocol.Address;
import gossip.tls.CredentialStore;
import gossip.tls.TestAuthority;
import gossip.tls.TestAuthority.Contents;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients of other programs at a node with TLS: openssl, and features of TLS 1.3 that this program does not use. */
@Timeout(60)
class ForeignClientTest {

    private static final String HOST = "127.0.0.1";

    @TempDir
    private Path folder;
    private final TestAuthority authority = TestAuthority.create("CN=Test CA");
    private LiveNetwork network;
    private Address seed;
    private Path operator;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        Path files = authority.write(folder.resolve("node"), Contents.of("CN=n,OU=seed+OU=peer", HOST));
        operator = authority.write(folder.resolve("operator"), Contents.of("CN=op,OU=operator"));
        SharedResources secure = new SharedResources(TlsTransport.factory(new CredentialStore(files)));
        network = new LiveNetwork(Duration.ofSeconds(13), secure, secure);
        seed = network.startSeed();
        network.startPeers(2, 0);
    }

    @AfterEach
    void end() {
        network.close();
    }

    private TlsClient client() throws Exception {
        return new TlsClient(seed, TlsClient.context(Optional.of(authority.issue(Contents.of("CN=op,OU=operator")))));
    }

    /** Starts {@code openssl s_client}, types a line and returns what the node answers until the client ends. */
    private List<String> openssl(String... options) throws IOException, InterruptedException {
        assumeTrue(Stream.of(System.getenv("PATH").split(":")).anyMatch(path -> Path.of(path, "openssl").toFile()
                .canExecute()), "openssl is not installed");
        List<String> command = new ArrayList<>(List.of("openssl", "s_client", "-quiet", "-connect", seed.toString(),
                "-CAfile", operator.resolve("ca.pem").toString(), "-verify_return_error"));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        List<String> answers = new ArrayList<>();
        try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
            process.outputWriter(StandardCharsets.UTF_8).append("MEMBERS\n").flush();
            for (String line = in.readLine(); line != null; line = answers.size() == 3 ? null : in.readLine()) {
                answers.add(line);
            }
        } finally {
            process.destroy();
            process.waitFor();
        }
        return answers;
    }

    @Test
    void openssl_with_the_certificate_of_an_operator_types_the_protocol() throws IOException, InterruptedException {
        List<String> answers = openssl("-cert", operator.resolve("cert.pem").toString(),
                "-key", operator.resolve("key.pem").toString());
        assertEquals("LIST 2 2", answers.getFirst());
        assertTrue(answers.get(1).startsWith("MEMBER ") && answers.get(2).startsWith("MEMBER "), answers::toString);
        assertEquals(List.of(), network.events.of("BAD_INPUT"));
    }

    @Test
    void openssl_without_a_certificate_gets_nothing() throws IOException, InterruptedException {
        assertEquals(List.of(), openssl());
        network.events.await("the reason", () -> network.events.of("BAD_INPUT").stream()
                .anyMatch(entry -> entry.reason().endsWith("TLS handshake: the other end has no certificate")));
    }

    @Test
    void keys_can_be_replaced_on_an_open_connection() throws Exception {
        try (TlsClient client = client()) {
            for (int i = 0; i < 5; i++) {
                assertTrue(client.ask("STATUS").orElseThrow().startsWith("STATE "));
                client.updateKeys();
            }
        }
        assertEquals(List.of(), network.events.of("BAD_INPUT"));
    }

    @Test
    void a_client_that_ends_its_output_still_gets_each_answer() throws Exception {
        try (TlsClient client = client()) {
            List<String> answers = client.askAll("STATUS\nMEMBERS\nSTATUS\n");
            assertEquals(5, answers.size(), answers::toString);
            assertTrue(answers.getFirst().startsWith("STATE ") && answers.get(4).startsWith("STATE "),
                    answers::toString);
        }
        assertEquals(List.of(), network.events.of("BAD_INPUT"));
    }
}
