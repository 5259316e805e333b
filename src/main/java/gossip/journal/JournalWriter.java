package gossip.journal;

import gossip.files.FileErrors;
import gossip.node.Journal;
import gossip.node.JournalEntry;
import gossip.node.Node;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A journal whose records another thread writes in batches, so that the node never waits for the disk. If the disk
 * fails or is too slow, the node goes on without records. A snapshot of its state ends the failure.
 *
 * <p>Thread-safe, except that only the thread that stores calls {@link #round} and {@link #finish}.
 */
final class JournalWriter implements Journal {

    /** How long a batch may take before the disk is too slow. Guessed. */
    static final Duration TIMEOUT = Duration.ofSeconds(2);
    /** The same with {@link Fsync#ALWAYS}, where each batch is forced to the disk. Guessed. */
    static final Duration ALWAYS_TIMEOUT = Duration.ofSeconds(10);
    /** How long a snapshot may take. It may have many MiB. Guessed. */
    static final Duration SNAPSHOT_TIMEOUT = Duration.ofSeconds(30);
    static final Duration SYNC_INTERVAL = Duration.ofSeconds(1);

    private final JournalFolder folder;
    private final Fsync fsync;
    private final Consumer<Consumer<Node>> node;
    private final NodeJournal.Listener listener;
    private final LongSupplier nanoTime;
    private final RecordQueue queue;
    /** Tasks that wait for records, in their order. Used within calls into the node. */
    private final Deque<Task> tasks = new ArrayDeque<>();
    /** The time of the oldest write that is not forced to the disk. Used by the thread that stores. */
    private Optional<Long> unsyncedSince = Optional.empty();

    /** What waits until so many records are stored. */
    private record Task(long records, Runnable action) {}

    /**
     * @param node calls into the node; skips the call if the node has stopped
     * @param nanoTime a clock that never goes back
     */
    JournalWriter(JournalFolder folder, Fsync fsync, Consumer<Consumer<Node>> node, NodeJournal.Listener listener,
            LongSupplier nanoTime) {
        this.folder = folder;
        this.fsync = fsync;
        this.node = node;
        this.listener = listener;
        this.nanoTime = nanoTime;
        this.queue = new RecordQueue(nanoTime);
    }

    @Override
    public boolean isActive() {
        return true;
    }

    @Override
    public List<JournalEntry> recovered() {
        return folder.takeRecords();
    }

    @Override
    public void write(JournalEntry entry) {
        if (!queue.add(entry)) {
            fail("the disk is too slow; " + (RecordQueue.MAX_PENDING >> 20) + " MiB of records wait for it");
        }
    }

    @Override
    public void whenStored(Runnable task) {
        if (tasks.isEmpty() && queue.isStored(queue.added())) {
            task.run();
        } else {
            tasks.add(new Task(queue.added(), task));
        }
    }

    @Override
    public String durability() {
        return queue.hasFailed() ? "failed" : fsync.toString();
    }

    /** Declares the disk too slow if the running write takes too long. Any thread may call it. */
    void watch() {
        if (queue.isLate()) {
            queue.setTimeout(Optional.empty());
            fail("the disk is too slow; a write is not complete in time");
        }
        if (queue.hasFailed()) {
            // The thread that stores may wait for the disk.
            runTasks();
        }
    }

    private void stored() {
        queue.stored();
        runTasks();
    }

    /** Runs the tasks whose records are stored; all of them if records cannot be stored. */
    private void runTasks() {
        node.accept(running -> {
            while (!tasks.isEmpty() && queue.isStored(tasks.getFirst().records())) {
                tasks.removeFirst().action().run();
            }
        });
    }

    /** Stores nothing more until a snapshot is stored. Any thread may call it. */
    void fail(String reason) {
        if (queue.fail()) {
            listener.event("JOURNAL_FAILED", "reason", reason,
                    "hint", "the node goes on; after a restart it would lack what is not stored");
        }
    }

    /** Waits until a round is due. Returns false after {@link #stop}; {@link #finish} then follows. */
    boolean awaitRound() throws InterruptedException {
        return queue.await(unsyncedSince.map(since -> since + SYNC_INTERVAL.toNanos() - nanoTime.getAsLong())
                .orElse(Long.MAX_VALUE / 2));
    }

    /** Lets {@link #awaitRound} return false. Any thread may call it. */
    void stop() {
        queue.stop();
    }

    /** Begins a segment and runs the first round, which replaces damaged files. */
    void begin() {
        try {
            folder.beginSegment();
        } catch (IOException e) {
            fail(FileErrors.describe(e));
            return;
        }
        round();
    }

    /** Stores what is queued, forces it to the disk if that is due, and stores a snapshot if that is due. */
    void round() {
        try {
            boolean wasFailed = queue.hasFailed();
            if (!wasFailed) {
                queue.setTimeout(Optional.of(fsync == Fsync.ALWAYS ? ALWAYS_TIMEOUT : TIMEOUT));
                append(queue.take(), fsync == Fsync.ALWAYS ? Duration.ZERO : SYNC_INTERVAL);
                queue.setTimeout(Optional.empty());
                stored();
            }
            if (wasFailed || !queue.hasFailed() && folder.isSnapshotDue()) {
                queue.setTimeout(Optional.of(SNAPSHOT_TIMEOUT));
                storeSnapshot();
            }
        } catch (IOException e) {
            fail(FileErrors.describe(e));
        } finally {
            queue.setTimeout(Optional.empty());
        }
        if (queue.hasFailed()) {
            runTasks();
        }
    }

    /** Stores what is queued, when the node has stopped, and closes the folder. */
    void finish() {
        try (folder) {
            if (!queue.hasFailed()) {
                append(queue.take(), Duration.ZERO);
            }
        } catch (IOException e) {
            fail(FileErrors.describe(e));
        }
    }

    /** @param syncInterval the age of a write at which it is forced to the disk */
    private void append(List<LineEncoder> batch, Duration syncInterval) throws IOException {
        long now = nanoTime.getAsLong();
        for (LineEncoder block : batch) {
            folder.append(block);
        }
        if (!batch.isEmpty()) {
            unsyncedSince = fsync == Fsync.NEVER ? Optional.empty() : unsyncedSince.or(() -> Optional.of(now));
        }
        if (unsyncedSince.filter(since -> now - since >= syncInterval.toNanos()).isPresent()) {
            unsyncedSince = Optional.empty();
            folder.sync();
        }
    }

    /** The state of the node at one time. */
    private record State(List<LineEncoder> batch, List<JournalEntry> records) {}

    private void storeSnapshot() throws IOException {
        boolean wasFailed = queue.hasFailed();
        AtomicReference<Optional<State>> state = new AtomicReference<>(Optional.empty());
        node.accept(running -> {
            state.set(Optional.of(new State(queue.take(), running.snapshot())));
            queue.accept();
        });
        if (state.get().isEmpty()) {
            if (wasFailed) {
                queue.fail();
            }
            return;
        }
        if (!wasFailed) {
            // The batch is appended to the segment, too, in case the snapshot cannot be stored.
            append(state.get().get().batch(), fsync == Fsync.ALWAYS ? Duration.ZERO : SYNC_INTERVAL);
            stored();
        }
        folder.writeSnapshot(folder.rotate(), state.get().get().records());
        if (wasFailed && queue.restored()) {
            listener.event("JOURNAL_RESTORED");
        }
    }
}
