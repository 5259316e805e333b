package gossip.cli;

import gossip.protocol.Address;
import gossip.protocol.Host;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/** Lookups of host names: whether a name is this machine, and whether two names are the same machine. */
public final class LocalHost {

    private LocalHost() {}

    /** Returns whether the host is an address or a name of this machine. */
    static boolean isLocal(String host) {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            // The name cannot be resolved here, so it is another machine.
            return false;
        }
    }

    /** Returns whether two hosts are equal or share an address. */
    static boolean isSame(String host, String other) {
        if (host.equals(other)) {
            return true;
        }
        try {
            List<InetAddress> addresses = List.of(InetAddress.getAllByName(host));
            return Stream.of(InetAddress.getAllByName(other)).anyMatch(addresses::contains);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Returns whether a seed with this address is one of the listed ones. */
    public static boolean isListed(Address seed, List<Address> seeds) {
        return seeds.stream().anyMatch(each -> each.port() == seed.port() && isSame(each.host(), seed.host()));
    }

    /**
     * Returns whether this machine resolves the name to a loopback address. Other machines may resolve it to another
     * one: many systems write {@code 127.0.1.1} and the name of the machine into /etc/hosts.
     */
    public static boolean isLoopbackName(String host) {
        try {
            return !Host.isLoopback(host) && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Returns the beginning of a sentence that ends with what other machines cannot dial. */
    public static String loopbackNotice(String name) {
        return name + " is a loopback address on this machine, so list an address in place of the name, or correct"
                + " /etc/hosts; until then, other machines cannot dial";
    }

    /** Returns the first seed whose host is this machine, else the first one, which then cannot be bound. */
    public static Address firstLocal(List<Address> seeds) {
        return seeds.stream().filter(seed -> isLocal(seed.host())).findFirst().orElse(seeds.getFirst());
    }

    /**
     * Returns the address that peers dial to reach a seed that listens here. For a wildcard, this is the listed seed
     * on this machine with this port, else the address of this machine's own name.
     */
    public static Address dialed(HostPort listen, int port, List<Address> seeds) throws UnknownHostException {
        if (!listen.isWildcard()) {
            return new Address(listen.host(), port);
        }
        return seeds.stream().filter(seed -> seed.port() == port && isLocal(seed.host())).findFirst()
                .orElse(new Address(withoutZone(InetAddress.getLocalHost().getHostAddress()), port));
    }

    private static String withoutZone(String address) {
        return address.replaceFirst("%.*", "");
    }
}
