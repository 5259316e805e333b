package gossip.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/**
 * The credentials in a folder, which are read again when the files change. Thread-safe.
 *
 * <p>If the new files are invalid, the last valid ones stay in use. A poll may come while two files are replaced one
 * after the other. So a problem is reported only if the next poll finds it, too. A revocation list whose
 * file is deleted stays in use, because otherwise revoked certificates would silently become valid.
 */
public final class CredentialStore {

    /** A receiver of what happens to the credentials. Called by the thread that polls. */
    public interface Listener {

        /** The files have changed and are in use for new connections. */
        void rotated(Credentials credentials);

        /** The files have changed and cannot be used, or lack a revocation list. Called once for each change. */
        void invalid(String problem);

        /** The certificate expires within {@link #WARNING_DAYS} days. Called at most once a day. */
        void expiring(Credentials credentials, long days);
    }

    /** Time between two polls of the files. A change is in use after at most two of them. */
    public static final Duration POLL_INTERVAL = Duration.ofSeconds(3);
    /** Days before its expiry from which on a certificate is reported. */
    public static final long WARNING_DAYS = 14;

    /**
     * Credentials and the context for them.
     *
     * @param expiryMillis the expiry of the credentials, in milliseconds since 1970
     */
    private record Current(Credentials credentials, SSLContext context, long expiryMillis) {}

    /**
     * The version of a file, or of the file that a symbolic link leads to. Any way to replace a file changes at least
     * one part. Reading it is one call to the system and throws nothing if there is no file, because idle nodes poll
     * all the time.
     *
     * @param key device and inode, where the system has them
     */
    private record Version(long size, FileTime modified, Optional<Object> key) {

        /** @return empty if the file is missing */
        private static Optional<Version> of(Path file) throws IOException {
            return Optional.ofNullable(file.getFileSystem().provider()
                    .readAttributesIfExists(file, BasicFileAttributes.class))
                    .map(attributes -> new Version(attributes.size(), attributes.lastModifiedTime(),
                            Optional.ofNullable(attributes.fileKey())));
        }
    }

    private final Path folder;
    private final List<Path> files;
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private volatile Current current;
    /** The files that {@link #current} was read from, or those that were found invalid. */
    private List<Optional<Version>> seen;
    private String problem = "";
    private boolean isReported;
    private long warnedDays = WARNING_DAYS;

    /**
     * Reads the folder.
     *
     * @throws IOException if the files are missing or invalid; the message is one sentence
     */
    public CredentialStore(Path folder) throws IOException {
        this.folder = folder;
        this.files = CredentialReader.FILES.stream().map(folder::resolve).toList();
        this.seen = versions();
        this.current = current(read());
    }

    /**
     * Reads the folder that the option {@code --tls} names.
     *
     * @throws IOException if the files are missing or invalid; the message is one sentence that names the option
     */
    public static CredentialStore ofOption(Path folder) throws IOException {
        try {
            return new CredentialStore(folder);
        } catch (IOException e) {
            throw new IOException("--tls " + folder + ": " + e.getMessage()
                    + (Files.isDirectory(folder) ? "" : "; gossip.sh keys creates such a folder"), e);
        }
    }

    public Credentials credentials() {
        return current.credentials();
    }

    /** Returns the context for the present credentials. */
    public SSLContext context() {
        return current.context();
    }

    /**
     * Calls back after each change of the credentials.
     *
     * @return ends the calls, so that the callback is no longer referenced
     */
    public Runnable whenRotated(Runnable callback) {
        watchers.add(callback);
        return () -> watchers.remove(callback);
    }

    private Credentials read() throws IOException {
        try {
            return Credentials.read(folder, Instant.now());
        } catch (RuntimeException e) {
            // The libraries may throw more than they declare for damaged files.
            throw new IOException(folder + " cannot be read: " + e, e);
        }
    }

    private static Current current(Credentials credentials) throws IOException {
        return new Current(credentials, TlsContexts.of(credentials), credentials.expiry().toEpochMilli());
    }

    /** Polls the files on a daemon thread until the process ends. */
    public void watch(Listener listener) {
        Thread.ofPlatform().daemon().name("certificates").start(() -> {
            try {
                while (true) {
                    poll(listener);
                    Thread.sleep(POLL_INTERVAL);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Polls the files once. */
    synchronized void poll(Listener listener) {
        List<Optional<Version>> found = versions();
        boolean isChanged = !found.equals(seen);
        if (isChanged || !problem.isEmpty() && !isReported) {
            seen = found;
            reload(listener, isChanged);
        }
        if (current.expiryMillis() - System.currentTimeMillis() < TimeUnit.DAYS.toMillis(warnedDays)) {
            warnedDays = credentials().daysLeft(Instant.now());
            listener.expiring(credentials(), warnedDays);
        }
    }

    private void reload(Listener listener, boolean isChanged) {
        problem = "";
        try {
            use(read(), listener);
        } catch (IOException e) {
            problem = e.getMessage();
        }
        isReported = !isChanged;
        if (isReported && !problem.isEmpty()) {
            listener.invalid(problem);
        }
    }

    private void use(Credentials found, Listener listener) throws IOException {
        List<X509CRL> missing = found.listsMissing(credentials().trust());
        Credentials next = found.withLists(missing);
        boolean isNew = !next.equals(credentials());
        current = current(next);
        if (!missing.isEmpty()) {
            problem = folder.resolve(CredentialReader.REVOCATIONS) + " has no list of "
                    + missing.getFirst().getIssuerX500Principal().getName()
                    + " any more; the last one stays in use until a restart";
        }
        if (isNew) {
            watchers.forEach(Runnable::run);
            warnedDays = WARNING_DAYS;
            listener.rotated(next);
        }
    }

    /** Returns the version of each file, without one for a missing file. */
    private List<Optional<Version>> versions() {
        List<Optional<Version>> versions = new ArrayList<>();
        for (Path file : files) {
            try {
                versions.add(Version.of(file));
            } catch (IOException e) {
                versions.add(Optional.empty());
            }
        }
        return versions;
    }
}
