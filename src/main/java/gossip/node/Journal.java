package gossip.node;

import java.util.List;

/**
 * The records of a node that survive its process. A node writes what it must remember, and its next process reads it.
 * Call it only from within a call into the node.
 *
 * <p>The outputs of a call into the node wait until the records that were written before are stored. Outputs are the
 * messages that it sends, except PING and PING_REPLY, and the tasks of {@link #whenStored}. If the storage fails, they
 * no longer wait.
 */
public interface Journal {

    /** Receives what happens to the stored records, as the name of an event with keys and values in turn. */
    @FunctionalInterface
    interface Listener {
        void event(String name, Object... keysAndValues);
    }

    /** The journal of a node that remembers nothing. */
    Journal NONE = new Journal() {
        @Override
        public boolean isActive() {
            return false;
        }

        @Override
        public List<JournalEntry> recovered() {
            return List.of();
        }

        @Override
        public void write(JournalEntry entry) {}

        @Override
        public void whenStored(Runnable task) {
            task.run();
        }

        @Override
        public void start(Listener listener) {}

        @Override
        public String durability() {
            return "none";
        }
    };

    /** Returns false if nothing is stored, so that the node need not create records. */
    boolean isActive();

    /** Returns the records of earlier processes, oldest first. */
    List<JournalEntry> recovered();

    /** Stages a record. It is written when the current call into the node ends. */
    void write(JournalEntry entry);

    /** Runs the task as a call into the node when all records so far are stored; immediately if they are. */
    void whenStored(Runnable task);

    /** Reports the events of the recovery and all later ones. Called once, when the node starts. */
    void start(Listener listener);

    /** Returns for the status: {@code none}, {@code failed}, or when records are forced to the disk. */
    String durability();
}
