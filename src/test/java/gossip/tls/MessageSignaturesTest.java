package gossip.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.identity.EncodedCertificate;
import gossip.node.Refusal;
import gossip.node.SignatureService.Examination;
import gossip.node.SignatureService.Signer;
import gossip.node.SignatureService.Verifier;
import gossip.protocol.SignedPayload;
import gossip.tls.TestAuthority.Contents;
import gossip.tls.TestAuthority.Issued;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessageSignaturesTest {

    private static final Contents PEER = Contents.of("CN=a,OU=peer", "10.0.0.1");
    private static final byte[] CONTENT = {1, 2, 3};

    @TempDir
    private Path folder;
    private final TestAuthority authority = TestAuthority.create("CN=ca");
    private final Instant now = Instant.now();

    private Credentials credentials(Contents contents) throws IOException {
        return Credentials.read(authority.write(folder, contents), now);
    }

    static MessageSignatures signatures(Credentials credentials) {
        return new MessageSignatures(() -> credentials);
    }

    static Verifier verifier(MessageSignatures receiver, EncodedCertificate certificate, Instant at) {
        return assertInstanceOf(Examination.Trusted.class, receiver.examine(certificate, at)).verifier();
    }

    static Refusal refusal(MessageSignatures receiver, Issued issued, Instant at) throws GeneralSecurityException {
        return assertInstanceOf(Examination.Refused.class, receiver.examine(
                new EncodedCertificate(issued.certificate().getEncoded()), at)).reason();
    }

    @ParameterizedTest
    @EnumSource
    void a_message_is_verified_with_the_certificate_of_its_signer(KeyType type) throws Exception {
        MessageSignatures signatures = signatures(credentials(PEER.with(type)));
        Signer signer = signatures.signer();
        byte[] signature = signer.sign(CONTENT);
        Verifier verifier = verifier(signatures, signer.certificate(), now);
        assertTrue(signature.length <= SignedPayload.MAX_SIGNATURE);
        assertEquals(Optional.empty(), verifier.verify(CONTENT, signature, now));
    }

    @ParameterizedTest
    @EnumSource
    void other_content_and_any_changed_signature_is_refused(KeyType type) throws Exception {
        MessageSignatures signatures = signatures(credentials(PEER.with(type)));
        Signer signer = signatures.signer();
        Verifier verifier = verifier(signatures, signer.certificate(), now);
        byte[] signature = signer.sign(CONTENT);
        Optional<Refusal> bad = Optional.of(Refusal.SIGNATURE);
        assertEquals(bad, verifier.verify(new byte[] {1, 2, 4}, signature, now));
        for (int i = 0; i < signature.length; i++) {
            byte[] changed = signature.clone();
            changed[i] ^= 1;
            assertEquals(bad, verifier.verify(CONTENT, changed, now), "byte " + i);
        }
        assertEquals(bad, verifier.verify(CONTENT, new byte[0], now));
        assertEquals(bad, verifier.verify(CONTENT, new byte[SignedPayload.MAX_SIGNATURE], now));
    }

    @Test
    void a_certificate_of_another_authority_is_untrusted() throws Exception {
        Issued foreign = TestAuthority.create("CN=ca").issue(PEER);
        assertEquals(Refusal.UNTRUSTED, refusal(signatures(credentials(PEER)), foreign, now));
    }

    @Test
    void a_certificate_is_accepted_for_a_week_after_its_expiry() throws Exception {
        Issued issued = authority.issue(PEER.valid(now.minus(Duration.ofDays(30)), now.minus(Duration.ofMinutes(1))));
        MessageSignatures receiver = signatures(credentials(PEER));
        EncodedCertificate encoded = new EncodedCertificate(issued.certificate().getEncoded());
        verifier(receiver, encoded, now);
        verifier(receiver, encoded, now.plus(Duration.ofDays(6)));
        assertEquals(Refusal.EXPIRED, refusal(receiver, issued, now.plus(Duration.ofDays(8))));
    }

    @Test
    void intermediate_certificates_are_sent_with_the_certificate() throws Exception {
        TestAuthority intermediate = authority.subordinate("CN=intermediate");
        Credentials chained = Credentials.read(TestAuthority.write(folder.resolve("chained"), intermediate.issue(PEER),
                List.of(intermediate, authority), List.of(authority)), now);
        EncodedCertificate sent = signatures(chained).signer().certificate();
        verifier(signatures(credentials(PEER)), sent, now);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    @Test
    void a_certificate_has_one_encoding_so_nobody_gives_it_many_fingerprints() throws Exception {
        MessageSignatures receiver = signatures(credentials(PEER));
        byte[] peer = authority.issue(PEER).certificate().getEncoded();
        byte[] ca = authority.certificate().getEncoded();
        byte[] other = TestAuthority.create("CN=other").certificate().getEncoded();
        byte[] pem = ("-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(peer)
                + "\n-----END CERTIFICATE-----\n").getBytes(StandardCharsets.US_ASCII);
        byte[] longLength = concat(new byte[] {0x30, (byte) 0x83, 0, peer[2], peer[3]},
                Arrays.copyOfRange(peer, 4, peer.length));
        for (byte[] variant : List.of(concat(peer, ca, other), concat(peer, ca, ca), concat(peer, new byte[3]), pem,
                longLength)) {
            assertEquals(Refusal.CERTIFICATE, assertInstanceOf(Examination.Refused.class,
                    receiver.examine(new EncodedCertificate(variant), now)).reason());
        }
        verifier(receiver, new EncodedCertificate(concat(peer, ca)), now);
    }

    @Test
    void nothing_is_sent_that_follows_an_authority_in_the_file() throws Exception {
        TestAuthority intermediate = authority.subordinate("CN=intermediate");
        Credentials trusting = Credentials.read(TestAuthority.write(folder.resolve("trusting"),
                intermediate.issue(PEER), List.of(intermediate, authority), List.of(intermediate)), now);
        MessageSignatures signatures = signatures(trusting);
        verifier(signatures, signatures.signer().certificate(), now);
    }

    @Test
    void bytes_that_are_no_certificate_and_a_certificate_that_is_too_long_to_send_are_named() throws Exception {
        MessageSignatures receiver = signatures(credentials(PEER));
        assertEquals(Refusal.CERTIFICATE, assertInstanceOf(Examination.Refused.class,
                receiver.examine(new EncodedCertificate(new byte[] {1, 2, 3}), now)).reason());
        assertEquals(Optional.of("the certificate has " + credentials(PEER.padded(6000)).certificate()
                .getEncoded().length + " bytes; 1 to 6000 are allowed"),
                MessageSignatures.problem(Credentials.read(folder, now)));
        assertEquals(Optional.empty(), MessageSignatures.problem(credentials(PEER)));
    }
}
