package gossip;

import gossip.identity.Role;
import gossip.journal.Fsync;
import gossip.journal.NodeJournal;
import gossip.net.Acceptor;
import gossip.node.Journal;
import gossip.node.Node;
import gossip.node.NodeListener;
import gossip.peer.storage.Recovered;
import gossip.protocol.Address;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The stored data of one node, or nothing for a node without {@code --data}. Thread-safe. */
final class NodeData implements NodeJournal.Listener, AutoCloseable {

    private final BiConsumer<String, Throwable> faults;
    private Optional<NodeJournal> journal = Optional.empty();
    private volatile Optional<Consumer<Consumer<Node>>> node = Optional.empty();
    private volatile NodeListener listener = new NodeListener() { };

    private NodeData(BiConsumer<String, Throwable> faults) {
        this.faults = faults;
    }

    /**
     * Reads and locks the folder of a node.
     *
     * @param faults receives each unexpected exception, with the activity that it ended
     * @throws IOException if the folder cannot be used; the message names it
     */
    static NodeData open(Optional<Path> folder, Role role, Fsync fsync, BiConsumer<String, Throwable> faults)
            throws IOException {
        NodeData data = new NodeData(faults);
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

    /**
     * Binds the port of the last process of a peer, or a free one if there is none or another program uses it. Call it
     * before the node is created.
     */
    Acceptor bindAgain(String host) throws IOException {
        Optional<Address> last = journal.flatMap(present -> Recovered.address(present.records()));
        try {
            return Acceptor.bind(host, last.map(Address::port).orElse(0));
        } catch (IOException e) {
            return Acceptor.bind(host, 0);
        }
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
        faults.accept(activity, cause);
    }

    /** Stores what the node has written, when it does nothing more. Waits at most 2 s for the disk. */
    @Override
    public void close() {
        journal.ifPresent(NodeJournal::close);
    }
}
