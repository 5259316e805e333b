/**
 * What is between a socket and the lines of the protocol: nothing, or TLS.
 *
 * <ul>
 * <li>{@link gossip.net.transport.Transport}: the bytes of one connection, and who the other end is
 * <li>{@link gossip.net.transport.PlainTransport}: the bytes of the socket
 * <li>{@link gossip.net.transport.TlsTransport}: TLS 1.3, with {@link gossip.net.transport.TlsErrors} for people
 * <li>{@link gossip.net.transport.ServerKey}: the certificate of the pages by HTTPS
 * </ul>
 */
package gossip.net.transport;
