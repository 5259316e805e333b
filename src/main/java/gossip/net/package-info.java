/**
 * Runs nodes on real sockets. Nothing else in the project touches a socket or a thread of the network.
 *
 * <pre>
 * accept thread  --> Connection: reader thread --> lock of the node --> node --> Outbox of any connection
 * timer thread   --> lock of the node --> node                                      |
 *                                                              writer thread of that connection --> socket
 * </pre>
 *
 * All threads of connections are virtual. A node's lock is held only while the node thinks, never while a socket is
 * read or written, and a writer thread exists only while there is something to write.
 */
package gossip.net;
