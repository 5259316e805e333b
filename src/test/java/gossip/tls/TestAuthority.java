package gossip.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.security.auth.x500.X500Principal;

/** A certificate authority for tests, with certificates of every kind. It starts no process, so it is fast. */
public final class TestAuthority {

    private static final AtomicLong SERIALS = new AtomicLong(1);
    private static final String NAME = "dns:";

    private final KeyPair keys;
    private final X509Certificate certificate;

    /** What a certificate contains, and its lifetime. */
    public record Contents(String subject, List<String> hosts, Instant from, Instant until, KeyType type,
            boolean isAuthority, byte[] extension) {

        /** A certificate that is valid from an hour ago, for 90 days. */
        public static Contents of(String subject, String... hosts) {
            Instant now = Instant.now();
            return new Contents(subject, List.of(hosts), now.minus(Duration.ofHours(1)),
                    now.plus(Duration.ofDays(90)), KeyType.EC, false, new byte[0]);
        }

        public Contents valid(Instant first, Instant last) {
            return new Contents(subject, hosts, first, last, type, isAuthority, extension);
        }

        public Contents with(KeyType other) {
            return new Contents(subject, hosts, from, until, other, isAuthority, extension);
        }

        /** Adds an extension of this many bytes that nothing interprets. */
        public Contents padded(int bytes) {
            return new Contents(subject, hosts, from, until, type, isAuthority,
                    TestAuthority.extension("2b060104018f510101", false, new byte[bytes]));
        }

        Contents authority() {
            return new Contents(subject, hosts, from, until, type, true, extension);
        }
    }

    /** A key and its certificate. */
    public record Issued(KeyPair keys, X509Certificate certificate) {}

    private TestAuthority(Issued issued) {
        this.keys = issued.keys();
        this.certificate = issued.certificate();
    }

    public static TestAuthority create(String subject) {
        return create(Contents.of(subject));
    }

    public static TestAuthority create(Contents contents) {
        KeyPair keys = generate(contents.type());
        return new TestAuthority(issue(contents.authority(), keys, keys, contents.subject()));
    }

    /** Returns an intermediate CA. */
    public TestAuthority subordinate(String subject) {
        Contents contents = Contents.of(subject).authority();
        return new TestAuthority(issue(contents, generate(contents.type()), keys, subject()));
    }

    public X509Certificate certificate() {
        return certificate;
    }

    public Issued issue(Contents contents) {
        return issue(contents, generate(contents.type()), keys, subject());
    }

    /** Issues a certificate and writes the three files of a node. Returns the folder. */
    public Path write(Path folder, Contents contents) throws IOException {
        return write(folder, issue(contents), List.of(), List.of(this));
    }

    /** Writes the three files of a node. Returns the folder. */
    public static Path write(Path folder, Issued issued, List<TestAuthority> intermediates, List<TestAuthority> trusted)
            throws IOException {
        Files.createDirectories(folder);
        List<X509Certificate> chain = new ArrayList<>(List.of(issued.certificate()));
        intermediates.forEach(authority -> chain.add(authority.certificate()));
        Files.writeString(folder.resolve("ca.pem"), pem(trusted.stream().map(TestAuthority::certificate).toList()));
        Files.writeString(folder.resolve("key.pem"), pem("PRIVATE KEY", issued.keys().getPrivate().getEncoded()));
        Files.writeString(folder.resolve("cert.pem"), pem(chain));
        return folder;
    }

    /** Returns a revocation list in PEM. */
    public String revoke(X509Certificate... revoked) throws GeneralSecurityException {
        List<byte[]> entries = new ArrayList<>();
        for (X509Certificate each : revoked) {
            entries.add(Der.sequence(Der.value(0x02, each.getSerialNumber().toByteArray()), Der.time(Instant.now())));
        }
        byte[] contents = Der.sequence(Der.integer(1), algorithm(keys), name(subject()), Der.time(Instant.now()),
                Der.time(Instant.now().plus(Duration.ofDays(1))), Der.sequence(entries.toArray(byte[][]::new)));
        X509CRL list = (X509CRL) CertificateFactory.getInstance("X.509")
                .generateCRL(new ByteArrayInputStream(signed(contents, keys)));
        return pem("X509 CRL", list.getEncoded());
    }

    private String subject() {
        return certificate.getSubjectX500Principal().getName();
    }

    /** Issues a certificate in DER for a public key that need not be valid. */
    public byte[] issue(Contents contents, byte[] publicKey) throws GeneralSecurityException {
        return encode(contents, publicKey, keys, subject());
    }

    /** Returns a public key of RSA in DER. */
    public static byte[] rsa(BigInteger modulus, BigInteger exponent) {
        return Der.sequence(Der.sequence(Der.oid("2a864886f70d010101"), Der.value(0x05)), Der.bits(Der.sequence(
                Der.value(0x02, modulus.toByteArray()), Der.value(0x02, exponent.toByteArray()))));
    }

    /** Returns a public key of Ed25519 without a value, at which the parser of the JDK throws a RuntimeException. */
    public static byte[] emptyKey() {
        return Der.sequence(Der.sequence(Der.oid("2b6570")), Der.bits(new byte[0]));
    }

    private static Issued issue(Contents contents, KeyPair keys, KeyPair issuer, String issuerName) {
        try {
            return new Issued(keys, Certificates.parse(
                    encode(contents, keys.getPublic().getEncoded(), issuer, issuerName)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no certificate can be made of " + contents, e);
        }
    }

    private static byte[] encode(Contents contents, byte[] publicKey, KeyPair issuer, String issuerName)
            throws GeneralSecurityException {
        byte[] names = new byte[0];
        for (String host : contents.hosts()) {
            names = concat(names, generalName(host));
        }
        byte[] extensions = contents.isAuthority()
                ? extension("551d13", true, Der.sequence(Der.isTrue())) : new byte[0];
        if (!contents.hosts().isEmpty()) {
            extensions = concat(extensions, extension("551d11", false, Der.sequence(names)));
        }
        extensions = concat(extensions, contents.extension());
        byte[] body = Der.sequence(Der.value(0xa0, Der.integer(2)), Der.integer(SERIALS.getAndIncrement()),
                algorithm(issuer), name(issuerName), Der.sequence(Der.time(contents.from()), Der.time(contents.until())),
                name(contents.subject()), publicKey, extensions.length == 0 ? extensions : Der.value(0xa3, Der.sequence(extensions)));
        return signed(body, issuer);
    }

    /** An IP address, unless {@code dns:} is before it. */
    private static byte[] generalName(String host) {
        boolean isName = host.startsWith(NAME) || !host.contains(":") && !host.matches("[0-9.]+");
        try {
            return isName ? Der.value(0x82, host.replace(NAME, "").getBytes(StandardCharsets.US_ASCII))
                    : Der.value(0x87, InetAddress.getByName(host).getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(host, e);
        }
    }

    private static byte[] extension(String oid, boolean critical, byte[] value) {
        return Der.sequence(Der.oid(oid), critical ? Der.isTrue() : new byte[0], Der.octets(value));
    }

    private static byte[] name(String subject) {
        return new X500Principal(subject).getEncoded();
    }

    private static byte[] signed(byte[] contents, KeyPair keys) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(KeyType.of(keys.getPublic()).orElseThrow().signatureAlgorithm());
        signature.initSign(keys.getPrivate());
        signature.update(contents);
        return Der.sequence(contents, algorithm(keys), Der.bits(signature.sign()));
    }

    private static byte[] algorithm(KeyPair keys) {
        return switch (KeyType.of(keys.getPublic()).orElseThrow()) {
            case RSA -> Der.sequence(Der.oid("2a864886f70d01010b"), Der.value(0x05));
            case EC -> Der.sequence(Der.oid("2a8648ce3d040302"));
            case ED25519 -> Der.sequence(Der.oid("2b6570"));
        };
    }

    private static KeyPair generate(KeyType type) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(type == KeyType.ED25519 ? "Ed25519" : type.name());
            if (type != KeyType.ED25519) {
                generator.initialize(type == KeyType.RSA ? 2048 : 256);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private static String pem(List<X509Certificate> certificates) {
        StringBuilder out = new StringBuilder();
        for (X509Certificate each : certificates) {
            try {
                out.append(pem("CERTIFICATE", each.getEncoded()));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
        return out.toString();
    }

    static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                + label + "-----\n";
    }
}
