package gossip.journal;

import gossip.node.Environment;
import gossip.node.Journal;
import gossip.node.JournalEntry;
import gossip.node.LinkHandler;
import gossip.node.Node;
import gossip.node.Timer;
import gossip.protocol.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/** A journal of a simulated node on a simulated disk. Each record is written at once, in the format of the disk. */
public final class StoredJournal implements Journal {

    private final SimulatedStorage storage = new SimulatedStorage();
    private final String role;
    private JournalFolder folder;

    /** @param role {@code peer} or {@code seed} */
    public StoredJournal(String role) {
        this.role = role;
    }

    /** Returns the environment of the next process of the node, which reads what the earlier ones wrote. */
    public Environment start(Environment environment) {
        try {
            folder = JournalFolder.open(storage, role);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Journaled(environment, this);
    }

    /** Replaces the records by the state of the node. */
    public void snapshot(Node node) {
        try {
            folder.writeSnapshot(folder.rotate(), node.snapshot());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean isActive() {
        return true;
    }

    @Override
    public List<JournalEntry> recovered() {
        return folder.recovery().entries();
    }

    @Override
    public void write(JournalEntry entry) {
        try {
            folder.append(List.of(entry));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void whenStored(Runnable task) {
        task.run();
    }

    @Override
    public void start(Listener listener) {}

    @Override
    public String durability() {
        return Fsync.ALWAYS.toString();
    }

    private record Journaled(Environment environment, Journal journal) implements Environment {
        @Override
        public long nanoTime() {
            return environment.nanoTime();
        }

        @Override
        public Instant currentTime() {
            return environment.currentTime();
        }

        @Override
        public RandomGenerator random() {
            return environment.random();
        }

        @Override
        public void dial(Address address, LinkHandler handler) {
            environment.dial(address, handler);
        }

        @Override
        public Timer schedule(Duration delay, Runnable task) {
            return environment.schedule(delay, task);
        }
    }
}
