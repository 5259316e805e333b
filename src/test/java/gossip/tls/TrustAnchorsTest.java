package gossip.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.identity.CertifiedIdentity;
import gossip.identity.Role;
import gossip.tls.TestAuthority.Contents;
import gossip.tls.TestAuthority.Issued;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrustAnchorsTest {

    private final Instant now = Instant.now();
    private final TestAuthority authority = TestAuthority.create("CN=Test CA");
    private final TrustAnchors trust = new TrustAnchors(List.of(authority.certificate()), List.of());

    private CertifiedIdentity verify(X509Certificate... chain) throws CertificateException {
        return trust.verify(List.of(chain), now);
    }

    private String refusal(X509Certificate... chain) {
        return assertThrows(CertificateException.class, () -> verify(chain)).getMessage();
    }

    private X509Certificate issue(Contents contents) {
        return authority.issue(contents).certificate();
    }

    @Test
    void a_certificate_covers_the_hosts_of_its_san() throws CertificateException {
        CertifiedIdentity identity = verify(
                issue(Contents.of("CN=n,OU=Peer", "10.0.0.1", "FE80::1", "Node.Example", "*.pods.example")));
        assertTrue(identity.has(Role.PEER));
        for (String host : List.of("10.0.0.1", "fe80::1", "node.example", "a.pods.example")) {
            assertTrue(identity.covers(host), host);
        }
        for (String host : List.of("10.0.0.2", "fe80::2", "example", "pods.example", "a.b.pods.example", "::", ":")) {
            assertFalse(identity.covers(host), host);
        }
    }

    @Test
    void names_in_the_SAN_stand_for_no_ip_address() throws CertificateException {
        CertifiedIdentity identity = verify(issue(Contents.of("CN=n,OU=peer", "*.0.0.1", "*.1", "*.", "*",
                "dns:127.0.0.1", "dns:fe80::1", "dns:::ffff:127.0.0.1", "*.a.127.0.0.1")));
        for (String host : List.of("127.0.0.1", "10.0.0.1", "1.0.0.1", "fe80::1", "a.1", "a.", "a")) {
            assertFalse(identity.covers(host), host);
        }
        assertEquals(Set.of("*"), identity.hosts());
    }

    private X509Certificate rsa(Contents contents, int modulusBits, BigInteger exponent) throws GeneralSecurityException {
        return Certificates.parse(authority.issue(contents, TestAuthority.rsa(
                BigInteger.ONE.shiftLeft(modulusBits - 1).setBit(0), exponent)));
    }

    @Test
    void an_RSA_key_that_is_slow_to_use_is_refused_in_each_certificate_of_a_chain() throws GeneralSecurityException {
        Contents node = Contents.of("CN=n,OU=peer");
        BigInteger usual = BigInteger.valueOf(65_537);
        BigInteger huge = BigInteger.ONE.shiftLeft(2000).setBit(0);
        verify(rsa(node, 8192, usual));
        assertEquals("certificate CN=n,OU=peer has an RSA key of 8193 bits; at most 8192 are allowed",
                refusal(rsa(node, 8193, usual)));
        assertEquals("certificate CN=n,OU=peer has an RSA key with an exponent of 2001 bits; at most 32 are allowed",
                refusal(rsa(node, 2048, huge)));
        X509Certificate intermediate = rsa(Contents.of("CN=sub").authority(), 2048, huge);
        assertEquals("certificate CN=sub has an RSA key with an exponent of 2001 bits; at most 32 are allowed",
                refusal(issue(node), intermediate));
    }

    @Test
    void a_chain_may_end_with_the_authority() throws CertificateException {
        assertTrue(verify(issue(Contents.of("CN=n,OU=seed")), authority.certificate()).has(Role.SEED));
    }

    @Test
    void another_authority_of_the_same_name_is_refused() {
        TestAuthority other = TestAuthority.create("CN=Test CA");
        X509Certificate forged = other.issue(Contents.of("CN=n,OU=peer")).certificate();
        String expected = "certificate CN=n,OU=peer is not signed by a CA of ca.pem";
        assertEquals(expected, refusal(forged));
        assertEquals(expected, refusal(forged, authority.certificate()));
    }

    @Test
    void a_certificate_that_is_not_that_of_a_ca_signs_nothing() {
        Issued peer = authority.issue(Contents.of("CN=peer,OU=peer"));
        TestAuthority stolen = TestAuthority.create("CN=peer,OU=peer");
        X509Certificate forged = stolen.issue(Contents.of("CN=n,OU=operator")).certificate();
        assertThrows(CertificateException.class, () -> verify(forged, peer.certificate()));
    }

    @Test
    void the_time_of_the_check_decides_about_validity() throws CertificateException {
        X509Certificate certificate = issue(Contents.of("CN=n,OU=peer")
                .valid(now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(2))));
        assertTrue(refusal(certificate).startsWith("certificate CN=n,OU=peer expired at "));
        assertTrue(trust.verify(List.of(certificate), now.minus(Duration.ofDays(3))).has(Role.PEER));
        assertTrue(refusal(issue(Contents.of("CN=n,OU=peer").valid(now.plusSeconds(60), now.plusSeconds(120))))
                .startsWith("certificate CN=n,OU=peer is valid only from "));
    }

    @Test
    void an_expired_authority_is_refused() {
        TestAuthority old = TestAuthority.create(Contents.of("CN=Old CA").valid(now.minusSeconds(99), now.minusSeconds(9)));
        X509Certificate certificate = old.issue(Contents.of("CN=n,OU=peer")).certificate();
        TrustAnchors anchors = new TrustAnchors(List.of(old.certificate()), List.of());
        assertTrue(assertThrows(CertificateException.class, () -> anchors.verify(List.of(certificate), now))
                .getMessage().startsWith("the CA certificate CN=Old CA expired at "));
    }

    @Test
    void the_certificate_of_an_authority_and_a_long_chain_are_refused() {
        assertEquals("the certificate is that of a CA", refusal(authority.certificate()));
        X509Certificate certificate = issue(Contents.of("CN=n,OU=peer"));
        assertEquals("the chain has more than 8 certificates",
                assertThrows(CertificateException.class, () -> trust.verify(Collections.nCopies(9, certificate), now))
                        .getMessage());
    }
}
