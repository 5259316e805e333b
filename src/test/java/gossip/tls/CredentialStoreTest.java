package gossip.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.tls.TestAuthority.Contents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialStoreTest {

    private final TestAuthority authority = TestAuthority.create("CN=Test CA");
    private final List<String> events = new ArrayList<>();
    private final CredentialStore.Listener listener = new CredentialStore.Listener() {
        @Override
        public void rotated(Credentials credentials) {
            events.add("rotated " + credentials.identity().subject());
        }

        @Override
        public void invalid(String problem) {
            events.add(problem);
        }

        @Override
        public void expiring(Credentials credentials, long days) {
            events.add("expires in " + days);
        }
    };

    @TempDir
    private Path folder;
    private CredentialStore store;

    @BeforeEach
    void open() throws IOException {
        authority.write(folder, Contents.of("CN=first,OU=peer"));
        store = new CredentialStore(folder);
    }

    private List<String> poll() {
        events.clear();
        store.poll(listener);
        return List.copyOf(events);
    }

    @Test
    void changed_files_are_used_for_new_connections_with_sessions_of_their_own() throws IOException {
        SSLContext before = store.context();
        assertEquals(List.of(), poll());
        assertSame(before, store.context());
        authority.write(folder, Contents.of("CN=second,OU=peer"));
        assertEquals(List.of("rotated CN=second,OU=peer"), poll());
        assertNotSame(before, store.context());
        assertEquals(List.of(), poll());
    }

    @Test
    void invalid_files_are_reported_once_and_the_last_valid_ones_stay() throws IOException {
        SSLContext before = store.context();
        Files.writeString(folder.resolve("cert.pem"), "broken");
        assertEquals(List.of(), poll(), "it may be the middle of a replacement");
        assertEquals(List.of(folder.resolve("cert.pem") + " has no block CERTIFICATE"), poll());
        assertEquals(List.of(), poll());
        assertSame(before, store.context());
        authority.write(folder, Contents.of("CN=third,OU=peer"));
        assertEquals(List.of("rotated CN=third,OU=peer"), poll());
    }

    @Test
    void files_that_are_replaced_one_after_the_other_are_no_problem() throws IOException {
        Path next = authority.write(folder.resolve("next"), Contents.of("CN=second,OU=peer"));
        Files.copy(next.resolve("key.pem"), folder.resolve("key.pem"),
                StandardCopyOption.REPLACE_EXISTING);
        assertEquals(List.of(), poll());
        Files.copy(next.resolve("cert.pem"), folder.resolve("cert.pem"),
                StandardCopyOption.REPLACE_EXISTING);
        assertEquals(List.of("rotated CN=second,OU=peer"), poll());
    }

    @Test
    void a_certificate_that_expires_within_14_days_is_reported_once_a_day() throws IOException {
        Instant now = Instant.now();
        authority.write(folder, Contents.of("CN=old,OU=peer")
                .valid(now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(5)).plusSeconds(60)));
        assertEquals(List.of("rotated CN=old,OU=peer", "expires in 5"), poll());
        assertEquals(List.of(), poll());
    }

    @Test
    void a_new_authority_beside_the_old_one_is_used() throws IOException {
        TestAuthority other = TestAuthority.create("CN=New CA");
        TestAuthority.write(folder, authority.issue(Contents.of("CN=first,OU=peer")), List.of(),
                List.of(authority, other));
        assertEquals(1, poll().size());
        assertEquals(2, store.credentials().trust().authorities().size());
    }

    @Test
    void a_file_at_which_the_parser_fails_is_reported_and_the_next_valid_one_is_used() throws Exception {
        Files.writeString(folder.resolve("cert.pem"), TestAuthority.pem("CERTIFICATE",
                authority.issue(Contents.of("CN=broken,OU=peer"), TestAuthority.emptyKey())));
        assertEquals(List.of(), poll());
        assertTrue(poll().getFirst().startsWith(folder.resolve("cert.pem") + " has an invalid certificate: "),
                events::toString);
        authority.write(folder, Contents.of("CN=third,OU=peer"));
        assertEquals(List.of("rotated CN=third,OU=peer"), poll());
    }

    private boolean isRevoked(TestAuthority.Issued issued) {
        return store.credentials().trust().revocations().stream().anyMatch(list -> list.isRevoked(issued.certificate()));
    }

    @Test
    void the_last_revocation_list_stays_in_use_if_its_file_is_deleted() throws Exception {
        TestAuthority.Issued revoked = authority.issue(Contents.of("CN=x,OU=peer"));
        Path lists = folder.resolve("crl.pem");
        Files.writeString(lists, authority.revoke(revoked.certificate()));
        assertEquals(1, poll().size());
        Files.delete(lists);
        assertEquals(List.of(), poll(), "it may be the middle of a replacement");
        assertTrue(isRevoked(revoked));
        assertEquals(List.of(lists + " has no list of CN=Test CA any more; the last one stays in use until a restart"),
                poll());
        assertEquals(List.of(), poll());
        assertTrue(isRevoked(revoked));
        authority.write(folder, Contents.of("CN=second,OU=peer"));
        assertEquals(List.of("rotated CN=second,OU=peer"), poll(), "other files are used as before");
        assertTrue(isRevoked(revoked));
        Files.writeString(lists, authority.revoke());
        poll();
        assertFalse(isRevoked(revoked), "a list of the same CA replaces the last one");
    }

    @Test
    void a_list_of_one_authority_does_not_replace_that_of_another() throws Exception {
        TestAuthority other = TestAuthority.create("CN=Other CA");
        TestAuthority.Issued node = authority.issue(Contents.of("CN=first,OU=peer"));
        TestAuthority.write(folder, node, List.of(), List.of(authority, other));
        TestAuthority.Issued revoked = authority.issue(Contents.of("CN=x,OU=peer"));
        Files.writeString(folder.resolve("crl.pem"), authority.revoke(revoked.certificate()));
        poll();
        Files.writeString(folder.resolve("crl.pem"), other.revoke());
        poll();
        assertTrue(isRevoked(revoked));
        assertEquals(2, store.credentials().trust().revocations().size());
    }
}
