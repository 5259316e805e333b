package gossip.protocol;

import java.util.function.IntPredicate;

/**
 * The address at which a node listens: a host (name or IP literal) and a TCP port in 1..65535.
 *
 * <p>Addresses are ordered by the text of the host, then by the port. The order is the same on every node. Two nodes
 * use it to make the same decision, for example which of two simultaneous connections to keep.
 */
public record Address(String host, int port) implements Comparable<Address> {

    private static final int MAX_HOST_LENGTH = 253;
    private static final int MAX_PORT_DIGITS = 9;

    /** @throws IllegalArgumentException if a part is invalid; the message names the part and what is allowed */
    public Address {
        if (host.isEmpty() || host.length() > MAX_HOST_LENGTH || !consistsOf(host, Address::isHostCharacter)) {
            throw new IllegalArgumentException("host '" + host + "' is not a host name or IP address");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is not in 1..65535");
        }
    }

    /**
     * Parses {@code host:port}. An IPv6 host must be in brackets.
     *
     * @throws IllegalArgumentException if the text is invalid; the message says what is wrong with it
     */
    public static Address parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("'" + text + "' is not host:port");
        }
        return new Address(withoutBrackets(text.substring(0, colon)), parsePort(text.substring(colon + 1)));
    }

    private static String withoutBrackets(String host) {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (!bracketed && host.indexOf(':') >= 0) {
            throw new IllegalArgumentException("IPv6 host '" + host + "' must stand in brackets");
        }
        return bracketed ? host.substring(1, host.length() - 1) : host;
    }

    private static int parsePort(String digits) {
        // Integer.parseInt alone accepts a plus sign and the digits of every script.
        if (digits.isEmpty() || digits.length() > MAX_PORT_DIGITS || !consistsOf(digits, Address::isDigit)) {
            throw new IllegalArgumentException("port '" + digits + "' is not a number in 1..65535");
        }
        return Integer.parseInt(digits);
    }

    /** Tests every character in a loop, because a stream would slow down the decoder. */
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

    /**
     * Returns the same value in every process. The digests that peers exchange depend on it, and the language does not
     * specify the hash of a record.
     */
    @Override
    public int hashCode() {
        return 31 * host.hashCode() + port;
    }

    @Override
    public int compareTo(Address other) {
        int byHost = host.compareTo(other.host);
        return byHost != 0 ? byHost : Integer.compare(port, other.port);
    }

    /** Returns {@code host:port}, with brackets around an IPv6 host. */
    @Override
    public String toString() {
        return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
    }
}
