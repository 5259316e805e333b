package gossip.journal;

import gossip.node.Journal;
import gossip.node.JournalEntry;
import gossip.node.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A journal of a simulated node on a simulated disk. Each record is written at once, in the format of the disk. */
public final class StoredJournal implements Journal {

    private final SimulatedStorage storage = new SimulatedStorage();
    private final String role;
    private JournalFolder folder;

    /** @param role {@code peer} or {@code seed} */
    public StoredJournal(String role) {
        this.role = role;
    }

    /** Begins the next process of the node, which reads what the earlier ones wrote. */
    public Journal reopen() {
        try {
            folder = JournalFolder.open(storage, role);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
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
    public String durability() {
        return Fsync.ALWAYS.toString();
    }
}
