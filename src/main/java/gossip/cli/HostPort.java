package gossip.cli;

import gossip.protocol.Address;

/**
 * A host and an optional port, written {@code HOST[:PORT]}.
 *
 * @param port 0 if the text names no port
 */
public record HostPort(String host, int port) {

    /** Converts the value of an option. */
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
        boolean noPort = text.indexOf(':') < 0 || text.endsWith("]");
        boolean portZero = text.endsWith(":0");
        // An Address must have a port of 1 or more.
        String withPort = noPort ? text + ":1" : portZero ? text.substring(0, text.length() - 1) + "1" : text;
        Address address = Address.parse(withPort);
        return new HostPort(address.host(), noPort || portZero ? 0 : address.port());
    }

    /** Returns whether the host means all addresses of this machine. Other nodes cannot dial such a host. */
    boolean isWildcard() {
        return host.equals("0.0.0.0") || host.equals("::");
    }
}
