package gossip.journal;

import gossip.files.FileErrors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** A folder on the disk, locked for this process by the file {@code lock}, which names its process id. */
public final class DiskStorage implements Storage {

    private static final String LOCK = "lock";
    /** Bytes of one write. The thread keeps a buffer of this size outside the heap. */
    private static final int WRITE_BYTES = 1 << 16;

    private final Path folder;
    private FileChannel lockChannel;

    private DiskStorage(Path folder) {
        this.folder = folder;
    }

    /**
     * Creates the folder if needed and locks it until {@link #close}.
     *
     * @throws IOException if another process uses the folder, or if it cannot be written; the message names the folder
     */
    public static DiskStorage open(Path folder) throws IOException {
        DiskStorage storage = new DiskStorage(folder);
        try {
            Files.createDirectories(folder);
            storage.lock();
            return storage;
        } catch (JournalException e) {
            throw e;
        } catch (IOException e) {
            String reason = Files.isDirectory(folder) || Files.notExists(folder)
                    ? FileErrors.reason(folder, e) : "a file has this name";
            throw new IOException("cannot use the folder " + folder + " of --data: " + reason + "; choose another", e);
        }
    }

    /** Returns a folder for reading only, without a lock. */
    public static DiskStorage forReading(Path folder) {
        return new DiskStorage(folder);
    }

    private void lock() throws IOException {
        FileChannel channel = FileChannel.open(folder.resolve(LOCK),
                StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUse(channel);
            }
        } catch (OverlappingFileLockException e) {
            throw inUse(channel);
        }
        lockChannel = channel;
        byte[] pid = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
        try {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(pid));
        } catch (IOException e) {
            // The disk is full. The lock does not depend on the process id in the file.
            return;
        }
    }

    private JournalException inUse(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(20);
        try (channel) {
            channel.read(pid, 0);
        }
        String text = new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII).strip();
        return new JournalException("the folder " + folder + " of --data is used by "
                + (text.matches("\\d+") ? "process " + text : "another process")
                + "; end it, or choose another folder");
    }

    @Override
    public List<String> list() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Override
    public boolean exists(String name) {
        return Files.exists(folder.resolve(name));
    }

    @Override
    public InputStream read(String name) throws IOException {
        return Files.newInputStream(folder.resolve(name));
    }

    @Override
    public Output create(String name) throws IOException {
        if (!Files.exists(folder.resolve(LOCK))) {
            Files.createDirectories(folder);
            lockChannel.close();
            lock();
        }
        FileChannel channel = FileChannel.open(folder.resolve(name), StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        return new Output() {
            @Override
            public void write(byte[] bytes, int length) throws IOException {
                for (int at = 0; at < length;) {
                    at += channel.write(ByteBuffer.wrap(bytes, at, Math.min(length - at, WRITE_BYTES)));
                }
            }

            @Override
            public void sync() throws IOException {
                channel.force(false);
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }

    @Override
    public void truncate(String name, long length) throws IOException {
        try (FileChannel channel = FileChannel.open(folder.resolve(name), StandardOpenOption.WRITE)) {
            channel.truncate(length);
            channel.force(true);
        }
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(folder.resolve(from), folder.resolve(to), StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(folder.resolve(name));
    }

    /** Does nothing where a folder cannot be opened, as on Windows. */
    @Override
    public void syncFolder() throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(folder, StandardOpenOption.READ);
        } catch (IOException e) {
            return;
        }
        try (channel) {
            channel.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        if (lockChannel != null) {
            lockChannel.close();
        }
    }
}
