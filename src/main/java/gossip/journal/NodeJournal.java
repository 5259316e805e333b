package gossip.journal;

import gossip.files.FileErrors;
import gossip.node.Journal;
import gossip.node.JournalEntry;
import gossip.node.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The journal of one node in a folder on the disk. One thread stores its records, another one watches that the disk is
 * not too slow. Thread-safe.
 */
public final class NodeJournal implements Journal, AutoCloseable {

    private static final Duration WATCH_INTERVAL = Duration.ofMillis(500);
    /** How long the end of the node waits for the disk. Guessed. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    /** A receiver of the events of a journal. Any thread may call it. */
    public interface Listener {
        /** @param keysAndValues keys and values in turn */
        void event(String name, Object... keysAndValues);

        /** Receives an exception that the program does not expect. */
        void fault(String activity, Throwable cause);
    }

    private final Path path;
    private final Fsync fsync;
    private final JournalFolder folder;
    private final JournalWriter writer;
    private final Listener listener;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;

    private NodeJournal(Path path, Fsync fsync, JournalFolder folder, Consumer<Consumer<Node>> node,
            Listener listener) {
        this.path = path;
        this.fsync = fsync;
        this.folder = folder;
        this.writer = new JournalWriter(folder, fsync, node, listener, System::nanoTime);
        this.listener = listener;
        this.thread = Thread.ofPlatform().daemon().name("journal").unstarted(this::run);
    }

    /**
     * Reads the folder and locks it.
     *
     * @param role {@code peer} or {@code seed}
     * @param node calls into the node; skips the call if the node does not run
     * @throws IOException if another process uses the folder, or if it cannot be locked, or if it belongs to a node
     *     with another role or to a later version; the message names the folder
     */
    public static NodeJournal open(Path path, String role, Fsync fsync, Consumer<Consumer<Node>> node,
            Listener listener) throws IOException {
        DiskStorage storage = DiskStorage.open(path);
        try {
            return new NodeJournal(path, fsync, JournalFolder.read(storage, role), node, listener);
        } catch (IOException e) {
            storage.close();
            throw new IOException(
                    "cannot use the folder " + path + " of --data: " + FileErrors.describe(e) + "; choose another", e);
        }
    }

    /** Reports what was read, and begins to store records. Called once, when the node has started. */
    public void start() {
        Recovery recovery = folder.recovery();
        listener.event("JOURNAL_OPENED", "folder", path, "records", recovery.records(), "fsync", fsync);
        recovery.events().forEach(event -> listener.event(event.name(), event.keysAndValues().toArray()));
        thread.start();
        Thread.ofPlatform().daemon().name("journal watch").start(this::watch);
    }

    private void run() {
        try {
            writer.begin();
            while (writer.awaitRound()) {
                writer.round();
            }
            writer.finish();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            writer.fail("internal error: " + e);
            listener.fault("storing records", e);
        }
    }

    private void watch() {
        try {
            while (!stopped.await(WATCH_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                writer.watch();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the records of earlier processes, oldest first, until {@link #recovered} is called. */
    public List<JournalEntry> records() {
        return folder.recovery().entries();
    }

    @Override
    public boolean isActive() {
        return true;
    }

    @Override
    public List<JournalEntry> recovered() {
        return writer.recovered();
    }

    @Override
    public void write(JournalEntry entry) {
        writer.write(entry);
    }

    @Override
    public void whenStored(Runnable task) {
        writer.whenStored(task);
    }

    @Override
    public String durability() {
        return writer.durability();
    }

    /** Stores what the node has written and closes the folder. Waits at most 2 s for the disk. */
    @Override
    public void close() {
        if (thread.getState() == Thread.State.NEW) {
            writer.finish();
            return;
        }
        writer.stop();
        try {
            thread.join(CLOSE_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stopped.countDown();
    }
}
