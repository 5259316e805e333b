package gossip.cli;

import gossip.protocol.Address;
import gossip.protocol.Host;

/**
 * A host and an optional port, written {@code HOST[:PORT]}.
 *
 * @param port 0 if the text names no port
 */
public record HostPort(String host, int port) {

    /** A converter of the value of an option. */
    public static final class Converter extends TextConverter<HostPort> {
        public Converter() {
            super(HostPort::parse);
        }
    }

    /**
     * Reads a host and an optional port. An IPv6 host must stand in brackets.
     *
     * @throws IllegalArgumentException if the text has another form; the message names the wrong part
     */
    public static HostPort parse(String text) {
        if (text.matches("[0-9]+")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not HOST[:PORT]; with a port alone, write 127.0.0.1:" + text);
        }
        int colon = text.endsWith("]") ? -1 : text.lastIndexOf(':');
        String host = Host.parse(colon < 0 ? text : text.substring(0, colon));
        int port = colon < 0 ? 0 : Address.parsePort(text.substring(colon + 1));
        if (port > Address.MAX_PORT) {
            throw new IllegalArgumentException("port " + port + " is not in 1.." + Address.MAX_PORT);
        }
        return new HostPort(host, port);
    }

    /** Returns host and port of the address. */
    public static HostPort of(Address address) {
        return new HostPort(address.host(), address.port());
    }

    /** Returns whether the host means all addresses of this machine. Other nodes cannot dial such a host. */
    boolean isWildcard() {
        return Host.isWildcard(host);
    }
}
