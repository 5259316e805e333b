package gossip.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gossip.identity.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as openssl writes them. The tests are skipped where openssl is not installed. */
class ForeignCertificatesTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void requireOpenssl() {
        assumeTrue(isInstalled(), "openssl is not installed");
    }

    private static boolean isInstalled() {
        try {
            return new ProcessBuilder("openssl", "version").redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void openssl(String command) throws Exception {
        Process process = new ProcessBuilder(("openssl " + command).split(" "))
                .directory(folder.toFile()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0, () -> command + ": " + output);
    }

    private void issue(String keyOptions) throws Exception {
        openssl("req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 30 -subj /O=Example/CN=Root");
        openssl("genpkey " + keyOptions + " -out key.pem");
        openssl("req -new -key key.pem -out node.csr -subj /O=Example/OU=sales/OU=peer/CN=node-1");
        Files.writeString(folder.resolve("node.ext"), "subjectAltName=DNS:node-1.example,IP:192.0.2.7,IP:2001:db8::7\n"
                + "keyUsage=critical,digitalSignature\nextendedKeyUsage=serverAuth,clientAuth\n");
        openssl("x509 -req -in node.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 20 -extfile node.ext"
                + " -text -out cert.pem");
    }

    @Test
    void every_type_of_key_is_read() throws Exception {
        for (String options : List.of("-algorithm RSA", "-algorithm EC -pkeyopt ec_paramgen_curve:P-384",
                "-algorithm ED25519")) {
            issue(options);
            Credentials credentials = Credentials.read(folder, Instant.now());
            assertEquals(Set.of(Role.PEER), credentials.identity().roles(), options);
            assertEquals(Set.of("node-1.example", "192.0.2.7", "2001:db8::7"),
                    credentials.identity().hosts(), options);
        }
    }

    @Test
    void an_old_form_of_a_key_gets_the_remedy_and_the_remedy_works() throws Exception {
        issue("-algorithm EC -pkeyopt ec_paramgen_curve:P-256");
        openssl("ec -in key.pem -out old.pem");
        Files.move(folder.resolve("key.pem"), folder.resolve("new.pem"));
        Files.move(folder.resolve("old.pem"), folder.resolve("key.pem"));
        IOException error = assertThrows(IOException.class, () -> Credentials.read(folder, Instant.now()));
        assertTrue(error.getMessage().contains("openssl pkcs8 -topk8 -nocrypt"), error::getMessage);
        openssl("pkcs8 -topk8 -nocrypt -in key.pem -out converted.pem");
        Files.move(folder.resolve("converted.pem"), folder.resolve("key.pem"),
                StandardCopyOption.REPLACE_EXISTING);
        Credentials.read(folder, Instant.now());
    }

    @Test
    void a_revocation_list_is_honored() throws Exception {
        issue("-algorithm RSA");
        Files.writeString(folder.resolve("ca.cnf"), "[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\ncrlnumber=number\n"
                + "default_md=sha256\ndefault_crl_days=7\ncertificate=ca.pem\nprivate_key=ca.key\n");
        Files.writeString(folder.resolve("index.txt"), "");
        Files.writeString(folder.resolve("number"), "01\n");
        openssl("ca -config ca.cnf -gencrl -out crl.pem");
        Credentials.read(folder, Instant.now());
        openssl("ca -config ca.cnf -revoke cert.pem");
        openssl("ca -config ca.cnf -gencrl -out crl.pem");
        IOException error = assertThrows(IOException.class, () -> Credentials.read(folder, Instant.now()));
        assertTrue(error.getMessage().endsWith("is revoked"), error::getMessage);
    }
}
