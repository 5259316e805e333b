package gossip.scenario;

import gossip.node.Journal;
import gossip.node.JournalEntry;
import java.util.ArrayList;
import java.util.List;

/** A journal that stores what was written when the test says so. */
final class SlowJournal implements Journal {

    private final List<JournalEntry> stored = new ArrayList<>();
    private final List<JournalEntry> written = new ArrayList<>();
    private final List<Runnable> tasks = new ArrayList<>();

    void store() {
        stored.addAll(written);
        written.clear();
        List<Runnable> due = List.copyOf(tasks);
        tasks.clear();
        due.forEach(Runnable::run);
    }

    /** Drops what is not stored, as a crash does. */
    void drop() {
        written.clear();
        tasks.clear();
    }

    @Override
    public boolean isActive() {
        return true;
    }

    @Override
    public List<JournalEntry> recovered() {
        return List.copyOf(stored);
    }

    @Override
    public void write(JournalEntry entry) {
        written.add(entry);
    }

    /** Waits also if nothing was written, so that a test sees what waits. */
    @Override
    public void whenStored(Runnable task) {
        tasks.add(task);
    }

    @Override
    public String durability() {
        return "always";
    }
}
