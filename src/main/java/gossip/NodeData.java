package gossip;

import gossip.eventlog.EventLog;
import gossip.identity.Role;
import gossip.journal.Fsync;
import gossip.journal.NodeJournal;
import gossip.node.Journal;
import gossip.node.Node;
import gossip.node.NodeListener;
import gossip.peer.storage.Recovered;
import gossip.protocol.Address;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** The stored data of one node, or nothing for a node without {@code --data}. Thread-safe. */
final class NodeData implements NodeJournal.Listener, AutoCloseable {

    private final EventLog log;
    private Optional<NodeJournal> journal = Optional.empty();
    private volatile Optional<Consumer<Consumer<Node>>> node = Optional.empty();
    private volatile NodeListener listener = new NodeListener() { };

    private NodeData(EventLog log) {
        this.log = log;
    }

    /**
     * Reads and locks the folder of a node.
     *
     * @throws IOException if the folder cannot be used; the message names it
     */
    static NodeData open(Optional<Path> folder, Role role, Fsync fsync, EventLog log) throws IOException {
        NodeData data = new NodeData(log);
        if (folder.isPresent()) {
            data.journal = Optional.of(NodeJournal.open(folder.get(), role.toString(), fsync, data::call, data));
        }
        return data;
    }

    private void call(Consumer<Node> action) {
        node.ifPresent(running -> running.accept(action));
    }

    /** Returns whether the node stores anything. */
    boolean isActive() {
        return journal.isPresent();
    }

    /** Returns the journal to create the node with. */
    Journal journal() {
        return journal.isPresent() ? journal.get() : Journal.NONE;
    }

    /** Returns the address of the last process of a peer. Call it before the node is created. */
    Optional<Address> lastAddress() {
        return journal.flatMap(present -> Recovered.address(present.records()));
    }

    /**
     * Begins to store what the node writes. Called once, when the node runs.
     *
     * @param running calls into the node
     * @param events receives the events of the journal
     */
    void started(Consumer<Consumer<Node>> running, NodeListener events) {
        node = Optional.of(running);
        listener = events;
        journal.ifPresent(NodeJournal::start);
    }

    @Override
    public void event(String name, Object... keysAndValues) {
        listener.event(name, keysAndValues);
    }

    @Override
    public void fault(String activity, Throwable cause) {
        log.fault(activity, cause);
    }

    /** Stores what the node has written, when it does nothing more. Waits at most 2 s for the disk. */
    @Override
    public void close() {
        journal.ifPresent(NodeJournal::close);
    }
}
