package gossip.eventlog;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * A stream that appends to the file at a path, whatever happens to that file. If the file is removed or renamed, it is
 * created again, with its folder. If a maximum size is set, a full file is renamed first:
 *
 * <pre>
 * FILE -> FILE.1 -> FILE.2 -> FILE.3 -> deleted
 * </pre>
 *
 * If several processes append to one file, one of them rotates it: it holds a lock on {@code FILE.lock} and checks the
 * size again. The others notice that the file was renamed. Each call to {@link #write(byte[], int, int)} is one write
 * in append mode, which the operating system never splits. Nothing is kept of a failed write. Not thread-safe.
 */
final class RotatingFile extends OutputStream {

    /** How many full files are kept. */
    static final int KEPT_FILES = 3;
    /** The pause after a rotation that failed, for example because the folder cannot be written. */
    private static final long RETRY_NANOS = Duration.ofMinutes(1).toNanos();

    private final Path path;
    /** Bytes, or {@link Long#MAX_VALUE} for no limit. */
    private final long maxSize;
    /** Receives the name and the reason of an event. */
    private final BiConsumer<String, String> notices;
    /** Whether the path names a file, not a device or a pipe. */
    private final boolean regular;
    /** Empty until a program reads the pipe, or while a file that was lost cannot be created again. */
    private Optional<OutputStream> out = Optional.empty();
    private Optional<Object> key = Optional.empty();
    private Optional<Long> failedRotation = Optional.empty();

    private RotatingFile(Path path, long maxSize, BiConsumer<String, String> notices, boolean regular) {
        this.path = path;
        this.maxSize = maxSize;
        this.notices = notices;
        this.regular = regular;
    }

    /**
     * Opens the file for appending and creates it if needed. Opening a pipe blocks until a program reads it, so a pipe
     * is opened by the first write.
     *
     * @param maxSize bytes above which the file is rotated, or {@link Long#MAX_VALUE}
     * @throws IOException if the file cannot be opened for appending
     */
    static RotatingFile open(Path path, long maxSize, BiConsumer<String, String> notices) throws IOException {
        boolean regular = !Files.exists(path) || Files.isRegularFile(path);
        RotatingFile file = new RotatingFile(path, maxSize, notices, regular);
        if (!isPipe(path)) {
            file.reopen();
        }
        return file;
    }

    private static boolean isPipe(Path path) throws IOException {
        return Files.exists(path) && Files.readAttributes(path, BasicFileAttributes.class).isOther()
                && !path.toAbsolutePath().startsWith("/dev");
    }

    private OutputStream reopen() throws IOException {
        OutputStream opened = Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        Optional<OutputStream> before = out;
        out = Optional.of(opened);
        if (before.isPresent()) {
            before.get().close();
        }
        if (regular) {
            key = Optional.ofNullable(Files.readAttributes(path, BasicFileAttributes.class).fileKey());
        }
        return opened;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        ensureCurrent(length);
        (out.isPresent() ? out.get() : reopen()).write(bytes, offset, length);
    }

    /**
     * Creates the file again if it was removed or renamed, and rotates it if the coming bytes do not fit.
     *
     * @param coming the length of the next write, or 0
     * @throws IOException if the file cannot be created
     */
    void ensureCurrent(int coming) throws IOException {
        if (!regular) {
            return;
        }
        Optional<BasicFileAttributes> present = attributes(path);
        if (present.filter(this::isOpenFile).isEmpty()) {
            recreate(present.isPresent());
        } else if (present.get().size() > 0 && present.get().size() + coming > maxSize && !hasJustFailed()) {
            rotate(coming);
        }
    }

    /** Without file keys, as on Windows, every file counts as the open one. */
    private boolean isOpenFile(BasicFileAttributes attributes) {
        return out.isPresent() && Objects.equals(attributes.fileKey(), key.orElse(null));
    }

    private static Optional<BasicFileAttributes> attributes(Path file) throws IOException {
        try {
            return Optional.of(Files.readAttributes(file, BasicFileAttributes.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private void recreate(boolean replaced) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        boolean noFolder = !Files.isDirectory(folder);
        boolean rotated = maxSize < Long.MAX_VALUE && attributes(rotated(path, 1)).filter(this::isOpenFile).isPresent();
        Files.createDirectories(folder);
        reopen();
        if (!rotated) {
            notices.accept("FILE_REOPENED", noFolder ? "the folder was removed"
                    : replaced ? "the file was replaced" : "the file was removed or renamed");
        }
    }

    private boolean hasJustFailed() {
        return failedRotation.filter(at -> System.nanoTime() - at < RETRY_NANOS).isPresent();
    }

    /** Continues with the full file if it cannot be renamed, because no line may be lost. */
    private void rotate(int coming) throws IOException {
        Path real = path.toRealPath();
        try (FileChannel channel = FileChannel.open(real.resolveSibling(real.getFileName() + ".lock"),
                StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null && attributes(real).filter(this::isOpenFile)
                    .filter(now -> now.size() + coming > maxSize).isPresent()) {
                shift(real);
                reopen();
            }
        } catch (OverlappingFileLockException e) {
            // Another log of this process rotates. The next write opens the new file.
        } catch (IOException e) {
            failedRotation = Optional.of(System.nanoTime());
            notices.accept("FILE_NOT_ROTATED", String.valueOf(e.getMessage()));
        }
    }

    private static void shift(Path real) throws IOException {
        for (int i = KEPT_FILES; i > 1; i--) {
            if (Files.exists(rotated(real, i - 1))) {
                Files.move(rotated(real, i - 1), rotated(real, i), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.move(real, rotated(real, 1), StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path rotated(Path file, int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }

    @Override
    public void close() throws IOException {
        if (out.isPresent()) {
            out.get().close();
        }
    }
}
