package gossip.tls;

import static gossip.tls.MessageSignaturesTest.refusal;
import static gossip.tls.MessageSignaturesTest.signatures;
import static gossip.tls.MessageSignaturesTest.verifier;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import gossip.identity.EncodedCertificate;
import gossip.node.Refusal;
import gossip.node.SignatureService.Examination;
import gossip.node.SignatureService.Signer;
import gossip.node.SignatureService.Verifier;
import gossip.tls.TestAuthority.Contents;
import gossip.tls.TestAuthority.Issued;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Certificates of messages while authorities and revocation lists are replaced. */
@Timeout(60)
class CertificateExaminerTest {

    private static final Contents PEER = Contents.of("CN=a,OU=peer", "10.0.0.1");
    private static final byte[] CONTENT = {1, 2, 3};

    @TempDir
    private Path folder;
    private final TestAuthority authority = TestAuthority.create("CN=ca");
    private final Instant now = Instant.now();

    private Credentials credentials(Contents contents) throws IOException {
        return Credentials.read(authority.write(folder, contents), now);
    }

    @Test
    void a_revocation_counts_for_certificates_that_were_accepted_before() throws Exception {
        Issued issued = authority.issue(PEER);
        Credentials[] current = {credentials(PEER)};
        MessageSignatures receiver = new MessageSignatures(() -> current[0]);
        Verifier verifier = verifier(receiver, new EncodedCertificate(issued.certificate().getEncoded()), now);
        Files.writeString(folder.resolve("crl.pem"), authority.revoke(issued.certificate()));
        current[0] = Credentials.read(folder, now);
        assertEquals(Optional.of(Refusal.REVOKED), verifier.refusal(now));
        assertEquals(Optional.of(Refusal.REVOKED), verifier.verify(CONTENT, new byte[64], now));
        assertEquals(Refusal.REVOKED, refusal(receiver, issued, now));
    }

    @Test
    void a_certificate_whose_authority_was_removed_is_untrusted_afterwards() throws Exception {
        Credentials[] current = {credentials(PEER)};
        MessageSignatures receiver = new MessageSignatures(() -> current[0]);
        Signer signer = receiver.signer();
        Verifier verifier = verifier(receiver, signer.certificate(), now);
        TestAuthority next = TestAuthority.create("CN=next");
        current[0] = Credentials.read(next.write(folder.resolve("next"), PEER), now);
        assertEquals(Optional.of(Refusal.UNTRUSTED), verifier.refusal(now), "before the next message");
        assertEquals(Optional.of(Refusal.UNTRUSTED), verifier.verify(CONTENT, signer.sign(CONTENT), now));
        assertEquals(Optional.of(Refusal.UNTRUSTED), verifier.refusal(now));
        current[0] = Credentials.read(TestAuthority.write(folder.resolve("both"), next.issue(PEER), List.of(),
                List.of(next, authority)), now);
        assertEquals(Optional.empty(), verifier.verify(CONTENT, signer.sign(CONTENT), now));
        assertEquals(Optional.empty(), verifier.refusal(now));
    }

    @Test
    void a_revocation_of_an_intermediate_authority_counts_for_the_certificates_that_it_signed() throws Exception {
        TestAuthority intermediate = authority.subordinate("CN=intermediate");
        Credentials[] current = {Credentials.read(TestAuthority.write(folder, intermediate.issue(PEER),
                List.of(intermediate), List.of(authority)), now)};
        MessageSignatures receiver = new MessageSignatures(() -> current[0]);
        EncodedCertificate sent = receiver.signer().certificate();
        Verifier verifier = verifier(receiver, sent, now);
        authority.write(folder, PEER);
        Files.writeString(folder.resolve("crl.pem"), authority.revoke(intermediate.certificate()));
        current[0] = Credentials.read(folder, now);
        assertEquals(Optional.of(Refusal.REVOKED), verifier.refusal(now));
        assertEquals(Refusal.REVOKED,
                assertInstanceOf(Examination.Refused.class, receiver.examine(sent, now)).reason());
    }

    @Test
    void links_that_bring_a_certificate_during_its_examination_share_the_result() throws Exception {
        Credentials own = credentials(PEER);
        CountDownLatch end = new CountDownLatch(1);
        MessageSignatures receiver = new MessageSignatures(() -> {
            await(end);
            return own;
        });
        EncodedCertificate certificate = signatures(own).signer().certificate();
        List<FutureTask<Examination>> tasks = List.of(new FutureTask<>(() -> receiver.examine(certificate, now)),
                new FutureTask<>(() -> receiver.examine(certificate, now)));
        for (FutureTask<Examination> task : tasks) {
            Thread thread = Thread.startVirtualThread(task);
            while (thread.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }
        end.countDown();
        assertInstanceOf(Examination.Trusted.class, tasks.getFirst().get());
        assertSame(tasks.getFirst().get(), tasks.getLast().get());
        assertNotSame(tasks.getFirst().get(), receiver.examine(certificate, now), "after its end");
    }

    private static void await(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
