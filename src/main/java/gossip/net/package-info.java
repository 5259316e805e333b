/**
 * Runs nodes on TCP sockets, with virtual threads.
 *
 * <ul>
 * <li>{@link gossip.net.SocketHost}: runs one node and is its environment
 * <li>{@link gossip.net.NodeLock}: makes the calls into a node run one after the other
 * <li>{@link gossip.net.LocalRoute}: the address of this machine from which it reaches another one
 * <li>{@link gossip.net.Acceptor}: accepts the connections of one port
 * <li>{@link gossip.net.Dialer} and {@link gossip.net.Resolver}: open connections to the addresses of a host
 * <li>{@link gossip.net.Connections}: the connections of one node, bounded in number
 * <li>{@link gossip.net.Handshakes}: the TLS handshakes of one node, bounded in number and time
 * <li>{@link gossip.net.Connection}: a link on a TCP connection; its reader thread also computes what
 *     the node gives it ({@code ComputingLink})
 * <li>{@link gossip.net.ConnectionReader}: passes received lines to the handler of the link
 * <li>{@link gossip.net.LineReader}: splits the input into lines
 * <li>{@link gossip.net.SendQueue}: the messages of a connection that are not written yet; {@code QueuedMessages}
 *     states their order
 * <li>{@link gossip.net.ConnectionWriter}: encodes and writes the messages of a send queue, a {@code WriteBatch} at a
 *     time
 * <li>{@link gossip.net.ConnectionShutdown}: closes the socket when both directions are done
 * <li>{@link gossip.net.ConnectErrors}: cause and description of the exceptions of a socket, also of
 *     {@link gossip.net.DialException}
 * <li>{@link gossip.net.TimerService}: waits for the timers of all nodes of a process
 * <li>{@link gossip.net.NodeTimer} and {@link gossip.net.DueTimers}: run the due timers of one node
 * <li>{@link gossip.net.ErrorHandler}: receives internal errors
 * <li>{@link gossip.net.SharedResources}: what all nodes of a process share
 * </ul>
 *
 * <pre>
 * accept thread --starts--> reader thread --> call into the node --> SendQueue of any connection
 * timers thread --starts--> timer thread ---> call into the node --------+
 *                                                                       v
 *                                             writer thread, while messages are queued --> socket
 * </pre>
 *
 * <p>A thread holds the node lock only while the node computes, never while the thread reads or writes a socket. The
 * architecture document, {@code src/docs/architecture.md}, lists all threads and locks.
 */
package gossip.net;
