package gossip.tool.client;

import gossip.net.Resolver;
import gossip.protocol.Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The addresses of hosts, looked up with a time limit. Thread-safe. */
public final class HostNames {

    /** How long the lookups of all hosts may take together. */
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    /** The lookups of this process. */
    static final Resolver RESOLVER = new Resolver();

    private HostNames() {}

    /** Returns the address of the host of each node, without nodes whose hosts are not found in time. */
    public static Map<Address, InetAddress> find(Collection<Address> nodes) {
        return find(nodes, RESOLVER, TIMEOUT);
    }

    static Map<Address, InetAddress> find(Collection<Address> nodes, Resolver resolver, Duration timeout) {
        Map<Address, InetAddress> found = new LinkedHashMap<>();
        Fanout.run(nodes, Deadline.after(timeout), node -> resolver.resolve(node.host()).getFirst())
                .forEach(answer -> answer.value().ifPresent(address -> found.put(answer.node(), address)));
        return found;
    }

    /** Returns the addresses, those on this host first. */
    public static List<Address> localFirst(List<Address> addresses) {
        Map<Address, InetAddress> found = find(addresses);
        return addresses.stream().sorted(Comparator.comparing(address ->
                !found.containsKey(address) || !isLocal(found.get(address)))).toList();
    }

    private static boolean isLocal(InetAddress host) {
        try {
            return host.isLoopbackAddress() || NetworkInterface.getByInetAddress(host) != null;
        } catch (SocketException e) {
            return false;
        }
    }
}
