/**
 * Runs nodes on real sockets. Nothing else in the project touches a socket or a thread of the network.
 *
 * <pre>
 * accept thread --> Connection: reader thread --> a turn with the node --> Outbox of any connection
 * timer thread ----------------------------------> a turn with the node ------+
 *                                                                             v
 *                                       Writer: a thread while there is something to write --> socket
 * </pre>
 *
 * All threads of connections are virtual. A turn with the node lasts only while it thinks, never while a socket is
 * read or written, and a writer thread exists only while there is something to write.
 */
package gossip.net;
