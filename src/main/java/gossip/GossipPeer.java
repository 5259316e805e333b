package gossip;

import gossip.identity.Role;
import gossip.journal.Fsync;
import gossip.net.Acceptor;
import gossip.net.ErrorHandler;
import gossip.net.SharedResources;
import gossip.net.SocketHost;
import gossip.node.Journal;
import gossip.node.PeerListener;
import gossip.peer.Peer;
import gossip.peer.PeerConfig;
import gossip.protocol.Address;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A peer that runs on sockets inside a Java program. It begins to join the network when it is started. Thread-safe.
 *
 * <p>The {@link PeerListener} receives messages and membership events. It is called inside the node, one event at a
 * time, so it returns quickly and does not call this object.
 */
public final class GossipPeer implements AutoCloseable {

    /** Longer than a journal waits for the disk before the node goes on without it. */
    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(15);

    private final Address address;
    private final SocketHost<Peer> host;
    private final Optional<NodeData> data;
    private final Runnable closeResources;

    private GossipPeer(Address address, SocketHost<Peer> host, Optional<NodeData> data, Runnable closeResources) {
        this.address = address;
        this.host = host;
        this.data = data;
        this.closeResources = closeResources;
    }

    /**
     * Starts a peer that listens on {@code hostName}, the host that other nodes dial too.
     *
     * @param port 0 for a free port
     * @param errorHandler receives internal errors; after {@code nodeFailed} the peer is closed
     * @throws IOException if the port cannot be bound
     * @throws IllegalArgumentException if other nodes cannot dial the host, such as 0.0.0.0
     */
    public static GossipPeer start(
            String hostName, int port, PeerConfig config, PeerListener listener,
            ErrorHandler errorHandler) throws IOException {
        Address.requireHost(hostName);
        Acceptor acceptor = Acceptor.bind(hostName, port);
        SharedResources resources = new SharedResources();
        Address address = new Address(hostName, acceptor.port());
        SocketHost<Peer> host = start(acceptor, address, config, listener, resources, Journal.NONE, errorHandler);
        return new GossipPeer(address, host, Optional.empty(), resources::close);
    }

    /**
     * Starts a peer as {@link #start(String, int, PeerConfig, PeerListener, ErrorHandler)} does, with the messages that
     * an earlier peer stored in the folder. The new peer stores its messages there, too. {@link #publish} returns when
     * they are stored.
     *
     * @param port 0 for the port of the earlier peer, if that is free
     * @param folder a folder for this peer alone, which is created if needed
     * @param fsync when the data is forced to the disk
     * @throws IOException if another process uses the folder, if it cannot be written, or if the port cannot be bound
     */
    public static GossipPeer start(
            String hostName, int port, PeerConfig config, PeerListener listener,
            ErrorHandler errorHandler, Path folder, Fsync fsync) throws IOException {
        Address.requireHost(hostName);
        NodeData data = NodeData.open(Optional.of(folder), Role.PEER, fsync, errorHandler::connectionFailed);
        try {
            Acceptor acceptor = port == 0 ? data.bindAgain(hostName) : Acceptor.bind(hostName, port);
            SharedResources resources = new SharedResources();
            Address address = new Address(hostName, acceptor.port());
            SocketHost<Peer> host =
                    start(acceptor, address, config, listener, resources, data.journal(), errorHandler);
            data.started(call -> host.execute(call::accept), listener);
            return new GossipPeer(address, host, Optional.of(data), resources::close);
        } catch (IOException e) {
            data.close();
            throw e;
        }
    }

    /** Starts one of several peers that share timers. The caller closes the resources after the last peer. */
    public static GossipPeer start(
            Acceptor acceptor, Address advertised, PeerConfig config, PeerListener listener, SharedResources resources,
            ErrorHandler errorHandler, Runnable onJoined) {
        SocketHost<Peer> host = start(acceptor, advertised, config, listener, resources, Journal.NONE, errorHandler);
        host.execute(peer -> peer.whenJoined(onJoined));
        return new GossipPeer(advertised, host, Optional.empty(), () -> { });
    }

    /**
     * Starts one of several peers that share timers, with stored data in a folder of its own.
     *
     * @throws IOException if another process uses the folder, or if it cannot be written
     */
    public static GossipPeer start(
            Acceptor acceptor, Address advertised, PeerConfig config, PeerListener listener, SharedResources resources,
            ErrorHandler errorHandler, Path folder, Fsync fsync, Runnable onJoined) throws IOException {
        NodeData data = NodeData.open(Optional.of(folder), Role.PEER, fsync, errorHandler::connectionFailed);
        return start(acceptor, advertised, config, listener, resources, errorHandler, data, onJoined);
    }

    /** Starts one of several peers that share timers, with stored data that is open. */
    static GossipPeer start(
            Acceptor acceptor, Address advertised, PeerConfig config, PeerListener listener, SharedResources resources,
            ErrorHandler errorHandler, NodeData data, Runnable onJoined) {
        SocketHost<Peer> host = start(acceptor, advertised, config, listener, resources, data.journal(), errorHandler);
        data.started(call -> host.execute(call::accept), listener);
        host.execute(peer -> peer.whenJoined(onJoined));
        return new GossipPeer(advertised, host, Optional.of(data), () -> { });
    }

    private static SocketHost<Peer> start(
            Acceptor acceptor, Address address, PeerConfig config, PeerListener listener, SharedResources resources,
            Journal journal, ErrorHandler errorHandler) {
        return SocketHost.start(acceptor, resources, errorHandler,
                environment -> new Peer(address, config, environment, journal, listener));
    }

    /** Returns the address that other nodes dial. */
    public Address address() {
        return address;
    }

    /**
     * Waits until this peer has joined the overlay.
     *
     * @return false if it has not joined within the timeout
     */
    public boolean awaitJoined(Duration timeout) throws InterruptedException {
        CountDownLatch joined = new CountDownLatch(1);
        host.execute(peer -> peer.whenJoined(joined::countDown));
        return joined.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Gossips a text. Equal to {@link #publish(List)} with one text. */
    public void publish(String text) throws InterruptedException {
        publish(List.of(text));
    }

    /**
     * Gossips texts in their order, each as a message {@code [time]:host: Message N [text]}. Waits first while the
     * links have more than 256 KiB to send, but not for a link that has sent nothing for 200 ms. If this peer has a
     * journal, it also waits until the messages are stored.
     *
     * @throws IllegalArgumentException if a text does not fit in a line of the protocol; the texts before it are sent
     */
    public void publish(List<String> texts) throws InterruptedException {
        host.connections().awaitCapacity();
        host.call(peer -> {
            texts.forEach(peer::publish);
            return true;
        });
        if (data.filter(NodeData::isActive).isPresent()) {
            CountDownLatch stored = new CountDownLatch(1);
            host.execute(peer -> peer.whenStored(stored::countDown));
            stored.await(STORE_TIMEOUT.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Returns the addresses of the current neighbors. */
    public List<Address> neighbors() {
        return host.call(Peer::neighbors);
    }

    /** Returns the state of this peer as {@code key=value} pairs. */
    public String status() {
        return host.call(Peer::status);
    }

    /** Returns the number of messages of this peer of which no copy was sent to any neighbor. */
    public long unsent() {
        return host.call(Peer::unsent);
    }

    /**
     * Departs cleanly: notifies the neighbors and the seeds, and waits until each seed has answered. The peer does
     * nothing more afterwards but must still be closed.
     *
     * @return false if a seed has not answered within the timeout
     */
    public boolean leave(Duration timeout) throws InterruptedException {
        CountDownLatch left = new CountDownLatch(1);
        leave(left::countDown);
        return left.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Departs cleanly and calls back once each seed has answered or cannot be reached. */
    void leave(Runnable onDone) {
        host.execute(peer -> peer.leave(onDone));
    }

    /** Waits until all queued messages are written. Returns false if that takes longer than the timeout. */
    boolean awaitWritten(Duration timeout) throws InterruptedException {
        return host.connections().awaitWritten(timeout);
    }

    /** Waits until all connections are closed. Returns false if that takes longer than the timeout. */
    boolean awaitDisconnected(Duration timeout) throws InterruptedException {
        return host.connections().awaitNone(timeout);
    }

    /** Stops the peer without closing its sockets, which the operating system closes when the process exits. */
    void freeze() {
        host.freeze();
    }

    /** Stores what this peer has written, when it is frozen. Waits at most 2 s for the disk. */
    void closeData() {
        data.ifPresent(NodeData::close);
    }

    /** Closes all sockets immediately. Other nodes see a crash unless {@link #leave} was called before. */
    @Override
    public void close() {
        host.close();
        closeData();
        closeResources.run();
    }
}
