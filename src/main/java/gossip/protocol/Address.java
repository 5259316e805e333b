package gossip.protocol;

/**
 * The address at which other nodes dial a node: a host (name or IP literal) and a TCP port in 1..65535. The host is
 * canonical ({@link Host}), so equal addresses have equal texts. It has no zone and is not a wildcard, because such a
 * host means something else on another machine.
 *
 * <p>Addresses are ordered by the text of the host, then by the port. The order is the same on every node. Two nodes
 * use it to make the same decision, for example which of two simultaneous connections to keep.
 */
public record Address(String host, int port) implements Comparable<Address> {

    public static final int MAX_PORT = 65_535;

    private static final int MAX_PORT_DIGITS = 9;

    /** @throws IllegalArgumentException if a part is invalid; the message names the part and what is allowed */
    public Address {
        host = requireHost(host);
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("port " + port + " is not in 1.." + MAX_PORT);
        }
    }

    /**
     * Returns the canonical text of a host that other nodes can dial.
     *
     * @throws IllegalArgumentException if it is no such host; the message names the error
     */
    public static String requireHost(String host) {
        String canonical = Host.canonical(host);
        if (Host.isWildcard(canonical)) {
            throw new IllegalArgumentException(
                    "host '" + canonical + "' means all addresses of a machine, so other nodes cannot dial it");
        }
        return canonical;
    }

    /**
     * Parses {@code host:port}. An IPv6 host must be in brackets.
     *
     * @throws IllegalArgumentException if the text is invalid; the message names the error
     */
    public static Address parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("'" + text + "' is not host:port");
        }
        return new Address(Host.parse(text.substring(0, colon)), parsePort(text.substring(colon + 1)));
    }

    /** Parses the digits of a port. Does not check the range. */
    public static int parsePort(String digits) {
        // Integer.parseInt alone accepts a plus sign and the digits of every script.
        if (digits.length() > MAX_PORT_DIGITS || !Host.isNumber(digits, 0)) {
            throw new IllegalArgumentException("port '" + digits + "' is not a number in 1.." + MAX_PORT);
        }
        return Integer.parseInt(digits);
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
