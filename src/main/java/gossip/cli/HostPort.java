package gossip.cli;

import gossip.protocol.Address;

/**
 * {@code HOST[:PORT]} as an option's value.
 *
 * @param port 0 where none is said: any free one, or the one that is listened on
 */
public record HostPort(String host, int port) {

    /**
     * Reads an endpoint; an IPv6 host stands in brackets.
     *
     * @throws IllegalArgumentException saying what is wrong with the text
     */
    public static HostPort parse(String text) {
        boolean portless = text.indexOf(':') < 0 || text.endsWith("]");
        boolean anyPort = text.endsWith(":0");
        String withPort = portless ? text + ":1" : anyPort ? text.substring(0, text.length() - 1) + "1" : text;
        Address address = Address.parse(withPort);
        return new HostPort(address.host(), portless || anyPort ? 0 : address.port());
    }

    /** The wildcard address can be listened on and not dialled. */
    boolean isWildcard() {
        return host.equals("0.0.0.0") || host.equals("::");
    }
}
