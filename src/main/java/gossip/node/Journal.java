package gossip.node;

import java.util.List;

/**
 * The records of a node that survive its process. A node writes what it must remember, and its next process reads it.
 * Call it only from within a call into the node.
 */
public interface Journal {

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
        public String durability() {
            return "none";
        }
    };

    /** Returns false if nothing is stored, so that the node need not create records. */
    boolean isActive();

    /** Returns the records of earlier processes, oldest first. Called once, when the node starts. */
    List<JournalEntry> recovered();

    /** Queues a record. It is stored soon after. The node does not wait for that. */
    void write(JournalEntry entry);

    /**
     * Runs the task when all records written before are stored, as a call into the node. Tasks run in their order.
     * Runs it immediately if no record waits to be stored. If records cannot be stored, the task runs nevertheless.
     */
    void whenStored(Runnable task);

    /** Returns for the status: {@code none}, {@code failed}, or when records are forced to the disk. */
    String durability();
}
