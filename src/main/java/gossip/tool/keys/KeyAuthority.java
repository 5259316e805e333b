package gossip.tool.keys;

import gossip.identity.Role;
import gossip.tls.CredentialFolder;
import gossip.tls.KeyType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A certificate authority in a folder: {@code ca.p12} with its key, and {@code ca.pem} with its certificate. The
 * certificates are made by the keytool of the Java runtime.
 *
 * <p>The password of the key store is a constant and protects nothing. The file mode 600 protects the key.
 */
record KeyAuthority(Path folder) {

    static final int MAX_DAYS = 3650;
    private static final String PASSWORD = "gossip";
    private static final String CA = "ca";
    private static final String NODE = "node";
    /** Certificates are valid from an hour ago, so that a host whose clock is late accepts them. */
    private static final List<String> START = List.of("-startdate", "-1H");

    private Path store() {
        return folder.resolve("ca.p12");
    }

    Path certificateFile() {
        return folder.resolve("ca.pem");
    }

    /** @throws IOException if the folder has an authority already, or if keytool fails */
    void create() throws IOException, InterruptedException {
        if (Files.exists(store()) || Files.exists(certificateFile())) {
            throw new IOException(folder + " has a certificate authority already; gossip.sh keys issue --ca "
                    + folder + " uses it");
        }
        Files.createDirectories(folder);
        Path temporary = Files.createTempDirectory(folder, "new");
        try {
            Path created = temporary.resolve(CA);
            List<String> options = new ArrayList<>(List.of("-alias", CA, "-dname", "CN=gossip CA", "-validity",
                    String.valueOf(MAX_DAYS), "-ext", "bc:c=ca:true,pathlen:1", "-ext", "ku:c=keyCertSign,cRLSign"));
            options.addAll(START);
            options.addAll(keyOptions(KeyType.EC));
            generate(created, options);
            Files.createFile(store(), CredentialFolder.ownerOnly());
            Files.write(store(), Files.readAllBytes(created));
            CredentialFolder.writeCertificates(certificateFile(), List.of(certificate()));
        } finally {
            delete(temporary);
        }
    }

    private X509Certificate certificate() throws IOException {
        try {
            return (X509Certificate) load(store()).getCertificate(CA);
        } catch (GeneralSecurityException e) {
            throw new IOException(store() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Issues a certificate with a new key, and writes both into a folder.
     *
     * @param hosts names and IP addresses, 1 or more
     * @param days how long the certificate is valid, 1 to {@value #MAX_DAYS}
     */
    void issue(Role role, List<String> hosts, int days, KeyType type, Path out)
            throws IOException, InterruptedException {
        if (!Files.exists(store())) {
            throw new IOException(store() + " does not exist; create it with gossip.sh keys init --ca " + folder);
        }
        Path temporary = Files.createTempDirectory(folder, "new");
        try {
            Path copy = Files.copy(store(), temporary.resolve(NODE), StandardCopyOption.COPY_ATTRIBUTES);
            List<String> options = new ArrayList<>(List.of("-alias", NODE, "-signer", CA, "-dname",
                    "CN=" + hosts.getFirst() + ", OU=" + role, "-validity", String.valueOf(days),
                    "-ext", "san=" + hosts.stream().map(KeyAuthority::alternativeName).collect(Collectors.joining(",")),
                    "-ext", "ku:c=digitalSignature", "-ext", "eku=serverAuth,clientAuth"));
            options.addAll(START);
            options.addAll(keyOptions(type));
            generate(copy, options);
            write(load(copy), out);
        } catch (GeneralSecurityException e) {
            throw new IOException(store() + " cannot be used: " + e.getMessage(), e);
        } finally {
            delete(temporary);
        }
    }

    private static void write(KeyStore keys, Path out) throws GeneralSecurityException, IOException {
        List<X509Certificate> chain = new ArrayList<>();
        for (Certificate certificate : keys.getCertificateChain(NODE)) {
            chain.add((X509Certificate) certificate);
        }
        // The authority itself is in ca.pem.
        X509Certificate authority = chain.removeLast();
        CredentialFolder.write(out, (PrivateKey) keys.getKey(NODE, PASSWORD.toCharArray()), chain, authority);
    }

    private static List<String> keyOptions(KeyType type) {
        return switch (type) {
            case RSA -> List.of("-keyalg", "RSA", "-keysize", "2048");
            case EC -> List.of("-keyalg", "EC", "-groupname", "secp256r1");
            case ED25519 -> List.of("-keyalg", "Ed25519");
        };
    }

    private static String alternativeName(String host) {
        return (host.indexOf(':') >= 0 || host.matches("\\d+(\\.\\d+){3}") ? "ip:" : "dns:") + host;
    }

    private static void generate(Path store, List<String> options) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("-genkeypair", "-storetype", "PKCS12", "-keystore",
                store.toString(), "-storepass", PASSWORD));
        arguments.addAll(options);
        Keytool.run(arguments);
    }

    private static KeyStore load(Path store) throws GeneralSecurityException, IOException {
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            return keys;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : Arrays.asList(files.toArray(Path[]::new))) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
