package gossip.tls;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A writer of the files that {@link Credentials} reads. A private key is readable only for its owner (mode 600). */
public final class CredentialFolder {

    private static final String NEW = ".new";

    private CredentialFolder() {}

    /**
     * Writes the files. Each replaces an older one by an atomic rename, so a running node never reads a partial file.
     * An existing {@code ca.pem} keeps its authorities; a missing one is added, so that a folder can be renewed while
     * two authorities are in use.
     *
     * @param chain the certificate first, then those of its issuers
     */
    public static void write(Path folder, PrivateKey key, List<X509Certificate> chain, X509Certificate authority)
            throws IOException {
        Files.createDirectories(folder);
        List<X509Certificate> authorities = new ArrayList<>();
        Path ca = folder.resolve(CredentialReader.CA);
        if (Files.exists(ca)) {
            authorities.addAll(CredentialReader.certificates(ca, CredentialReader.MAX_AUTHORITIES));
        }
        if (!authorities.contains(authority)) {
            authorities.add(authority);
        }
        stage(ca, text(authorities), false);
        stage(folder.resolve(CredentialReader.KEY), text("PRIVATE KEY", key.getEncoded()), true);
        stage(folder.resolve(CredentialReader.CERTIFICATE), text(chain), false);
        for (String file : List.of(CredentialReader.CA, CredentialReader.KEY, CredentialReader.CERTIFICATE)) {
            move(folder.resolve(file + NEW), folder.resolve(file));
        }
    }

    /** Writes certificates as a file of PEM blocks. */
    public static void writeCertificates(Path file, List<X509Certificate> certificates) throws IOException {
        stage(file, text(certificates), false);
        move(file.resolveSibling(file.getFileName() + NEW), file);
    }

    /** Returns the certificates of a file of PEM blocks. */
    public static List<X509Certificate> certificates(Path file) throws IOException {
        return CredentialReader.certificates(file, CredentialReader.MAX_AUTHORITIES);
    }

    private static void stage(Path file, String text, boolean isPrivate) throws IOException {
        Path staged = file.resolveSibling(file.getFileName() + NEW);
        Files.deleteIfExists(staged);
        Files.createFile(staged, isPrivate ? ownerOnly() : new FileAttribute<?>[0]);
        Files.writeString(staged, text);
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Returns mode 600 where the file system has modes. */
    public static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(
                        PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
    }

    private static String text(List<X509Certificate> certificates) throws IOException {
        StringBuilder text = new StringBuilder();
        for (X509Certificate certificate : certificates) {
            try {
                text.append(text(CredentialReader.CERTIFICATE_BLOCK, certificate.getEncoded()));
            } catch (CertificateException e) {
                throw new IOException("the certificate of " + Certificates.subject(certificate)
                        + " cannot be encoded", e);
            }
        }
        return text.toString();
    }

    private static String text(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END " + label + "-----\n";
    }
}
