package gossip.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.identity.Role;
import gossip.tls.TestAuthority.Contents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CredentialsTest {

    private final TestAuthority authority = TestAuthority.create("CN=Test CA");

    @TempDir
    private Path folder;

    private String error() {
        return assertThrows(IOException.class, this::read).getMessage();
    }

    private Credentials read() throws IOException {
        return Credentials.read(folder, Instant.now());
    }

    @ParameterizedTest
    @EnumSource
    void the_files_of_every_key_type_are_read(KeyType type) throws IOException {
        authority.write(folder, Contents.of("CN=node, OU=peer", "127.0.0.1", "::1", "Node.Example").with(type));
        Credentials credentials = read();
        assertEquals(type, credentials.keyType());
        assertEquals(Set.of(Role.PEER), credentials.identity().roles());
        assertEquals(Set.of("127.0.0.1", "::1", "node.example"), credentials.identity().hosts());
        assertEquals(64, credentials.identity().fingerprint().length());
        assertEquals(89, credentials.daysLeft(Instant.now()));
    }

    @Test
    void a_chain_with_an_intermediate_authority_and_several_authorities_are_accepted() throws IOException {
        TestAuthority middle = authority.subordinate("CN=Middle");
        TestAuthority other = TestAuthority.create("CN=Other CA");
        TestAuthority.write(folder, middle.issue(Contents.of("CN=n,OU=seed+OU=operator")), List.of(middle),
                List.of(other, authority));
        assertEquals(Set.of(Role.SEED, Role.OPERATOR), read().identity().roles());
        assertEquals(2, read().trust().authorities().size());
    }

    @Test
    void a_missing_file_is_named() throws IOException {
        authority.write(folder, Contents.of("CN=n,OU=peer"));
        Files.delete(folder.resolve("key.pem"));
        assertEquals(folder.resolve("key.pem") + " does not exist", error());
    }

    @Test
    void a_file_without_a_certificate_is_named() throws IOException {
        authority.write(folder, Contents.of("CN=n,OU=peer"));
        Files.writeString(folder.resolve("ca.pem"), "nothing\n");
        assertEquals(folder.resolve("ca.pem") + " has no block CERTIFICATE", error());
    }

    @Test
    void a_cut_file_is_damaged() throws IOException {
        authority.write(folder, Contents.of("CN=n,OU=peer"));
        Path file = folder.resolve("cert.pem");
        Files.writeString(file, Files.readString(file).substring(0, 200));
        assertEquals(file + " has a damaged PEM block", error());
    }

    @Test
    void a_file_beyond_the_bound_is_refused() throws IOException {
        authority.write(folder, Contents.of("CN=n,OU=peer"));
        Files.write(folder.resolve("cert.pem"), new byte[CredentialReader.MAX_FILE + 1]);
        assertEquals(folder.resolve("cert.pem") + " is larger than 256 KiB", error());
    }

    @Test
    void the_key_of_another_certificate_is_refused() throws IOException {
        authority.write(folder, Contents.of("CN=n,OU=peer"));
        String certificate = Files.readString(folder.resolve("cert.pem"));
        authority.write(folder, Contents.of("CN=n,OU=peer"));
        Files.writeString(folder.resolve("cert.pem"), certificate);
        assertEquals(folder.resolve("key.pem") + " does not belong to the first certificate of cert.pem", error());
    }

    @Test
    void a_key_of_another_type_is_refused() throws IOException {
        authority.write(folder, Contents.of("CN=n,OU=peer").with(KeyType.RSA));
        String key = Files.readString(folder.resolve("key.pem"));
        authority.write(folder, Contents.of("CN=n,OU=peer"));
        Files.writeString(folder.resolve("key.pem"), key);
        assertEquals(folder.resolve("key.pem") + " has no valid key of the type of the certificate, EC", error());
    }

    @Test
    void an_encrypted_or_old_key_gets_the_remedy() throws IOException {
        authority.write(folder, Contents.of("CN=n,OU=peer"));
        Path key = folder.resolve("key.pem");
        String text = Files.readString(key);
        Files.writeString(key, text.replace("PRIVATE KEY", "EC PRIVATE KEY"));
        assertEquals(key + " is not one unencrypted PKCS#8 key; convert it with openssl pkcs8 -topk8 -nocrypt", error());
        Files.writeString(key, text.replaceFirst("KEY-----\n", "KEY-----\nProc-Type: 4,ENCRYPTED\n\n"));
        assertEquals(key + " has an encrypted block; write it without a password", error());
    }

    @Test
    void an_expired_certificate_is_refused_with_its_end() throws IOException {
        Instant end = Instant.parse("2026-01-02T03:04:05Z");
        authority.write(folder, Contents.of("CN=n,OU=peer").valid(end.minus(Duration.ofDays(9)), end));
        assertEquals(folder.resolve("cert.pem") + ": certificate CN=n,OU=peer expired at 2026-01-02T03:04:05Z",
                error());
    }

    @Test
    void a_certificate_without_a_role_is_refused() throws IOException {
        authority.write(folder, Contents.of("CN=n,OU=sales", "host"));
        assertTrue(error().endsWith("certificate CN=n,OU=sales has no OU=seed, OU=peer or OU=operator"), this::error);
    }

    @Test
    void a_revoked_certificate_is_refused() throws Exception {
        TestAuthority.Issued issued = authority.issue(Contents.of("CN=n,OU=peer"));
        TestAuthority.write(folder, issued, List.of(), List.of(authority));
        Files.writeString(folder.resolve("crl.pem"), authority.revoke());
        assertEquals(1, read().trust().revocations().size());
        Files.writeString(folder.resolve("crl.pem"), authority.revoke(issued.certificate()));
        assertTrue(error().endsWith("certificate CN=n,OU=peer is revoked"), this::error);
    }

    @Test
    void a_revocation_list_of_an_unknown_authority_is_refused() throws Exception {
        authority.write(folder, Contents.of("CN=n,OU=peer"));
        Files.writeString(folder.resolve("crl.pem"), TestAuthority.create("CN=Test CA").revoke());
        assertEquals(folder.resolve("crl.pem") + " has a revocation list that no CA of ca.pem signed: CN=Test CA",
                error());
    }
}
