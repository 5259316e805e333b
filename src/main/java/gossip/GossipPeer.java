package gossip;

import gossip.net.Acceptor;
import gossip.net.ErrorHandler;
import gossip.net.SharedResources;
import gossip.net.SocketHost;
import gossip.node.PeerListener;
import gossip.peer.Peer;
import gossip.peer.PeerConfig;
import gossip.protocol.Address;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A peer that runs on sockets inside a Java program. It begins to join the network when it is started. Thread-safe.
 *
 * <p>The {@link PeerListener} receives messages and membership events. It is called inside the node, one event at a
 * time, so it returns quickly and does not call this object.
 */
public final class GossipPeer implements AutoCloseable {

    private final Address address;
    private final SocketHost<Peer> host;
    private final Runnable closeResources;

    private GossipPeer(Address address, SocketHost<Peer> host, Runnable closeResources) {
        this.address = address;
        this.host = host;
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
        SocketHost<Peer> host = start(acceptor, address, config, listener, resources, errorHandler);
        return new GossipPeer(address, host, resources::close);
    }

    /** Starts one of several peers that share timers. The caller closes the resources after the last peer. */
    public static GossipPeer start(
            Acceptor acceptor, Address advertised, PeerConfig config, PeerListener listener, SharedResources resources,
            ErrorHandler errorHandler, Runnable onJoined) {
        SocketHost<Peer> host = start(acceptor, advertised, config, listener, resources, errorHandler);
        host.execute(peer -> peer.whenJoined(onJoined));
        return new GossipPeer(advertised, host, () -> { });
    }

    private static SocketHost<Peer> start(
            Acceptor acceptor, Address address, PeerConfig config, PeerListener listener, SharedResources resources,
            ErrorHandler errorHandler) {
        return SocketHost.start(acceptor, resources, errorHandler,
                environment -> new Peer(address, config, environment, listener));
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
     * links have more than 256 KiB to send, but not for a link that has sent nothing for 200 ms.
     *
     * @throws IllegalArgumentException if a text does not fit in a line of the protocol; the texts before it are sent
     */
    public void publish(List<String> texts) throws InterruptedException {
        host.connections().awaitCapacity();
        host.call(peer -> {
            texts.forEach(peer::publish);
            return true;
        });
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

    /** Closes all sockets at once. Other nodes see a crash unless {@link #leave} was called before. */
    @Override
    public void close() {
        host.close();
        closeResources.run();
    }
}
