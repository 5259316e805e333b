package gossip.protocol;

import java.util.function.IntPredicate;

/**
 * Where a node listens: a host (name or IP literal) and a TCP port of 1 to 65535.
 *
 * <p>The order (host text, then port) has no meaning beyond being the same on every node: rules that two nodes must
 * decide alike, such as which of two simultaneous connections survives, rest on it.
 */
public record Address(String host, int port) implements Comparable<Address> {

    private static final int MAX_HOST_LENGTH = 253;
    private static final int MAX_PORT_DIGITS = 9;

    /** @throws IllegalArgumentException saying which part is wrong and what is allowed */
    public Address {
        if (host.isEmpty() || host.length() > MAX_HOST_LENGTH || !consistsOf(host, Address::isHostCharacter)) {
            throw new IllegalArgumentException("host '" + host + "' is not a host name or IP address");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is not in 1..65535");
        }
    }

    /**
     * Reads {@code host:port}; an IPv6 host stands in brackets.
     *
     * @throws IllegalArgumentException saying what is wrong with the text
     */
    public static Address parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("'" + text + "' is not host:port");
        }
        return new Address(unbracketed(text.substring(0, colon)), parsePort(text.substring(colon + 1)));
    }

    private static String unbracketed(String host) {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (!bracketed && host.indexOf(':') >= 0) {
            throw new IllegalArgumentException("IPv6 host '" + host + "' must stand in brackets");
        }
        return bracketed ? host.substring(1, host.length() - 1) : host;
    }

    private static int parsePort(String digits) {
        // Not Integer.parseInt alone, which takes a plus sign and the digits of every script.
        if (digits.isEmpty() || digits.length() > MAX_PORT_DIGITS || !consistsOf(digits, Address::isDigit)) {
            throw new IllegalArgumentException("port '" + digits + "' is not a number in 1..65535");
        }
        return Integer.parseInt(digits);
    }

    /** A plain loop: each message that is decoded asks this, and a stream is slow until it is hot. */
    private static boolean consistsOf(String text, IntPredicate characters) {
        for (int i = 0; i < text.length(); i++) {
            if (!characters.test(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHostCharacter(int c) {
        return c > ' ' && c < 127 && "[]/,\"=#".indexOf(c) < 0;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** Spelled out because what the compiler makes up has to be linked when a process starts, and is slow until it is hot. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Address that && port == that.port && host.equals(that.host);
    }

    /** Spelled out because digests that travel between nodes are made of it. */
    @Override
    public int hashCode() {
        return 31 * host.hashCode() + port;
    }

    @Override
    public int compareTo(Address other) {
        int byHost = host.compareTo(other.host);
        return byHost != 0 ? byHost : Integer.compare(port, other.port);
    }

    @Override
    public String toString() {
        return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
    }
}
