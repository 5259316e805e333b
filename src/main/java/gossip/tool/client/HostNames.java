package gossip.tool.client;

import gossip.net.Resolver;
import gossip.protocol.Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** Returns the addresses on this host, and then the others. A group without addresses is left out. */
    static List<List<Address>> localFirst(List<Address> addresses) {
        Map<Address, InetAddress> found = find(addresses);
        Map<Boolean, List<Address>> groups = addresses.stream().collect(Collectors.partitioningBy(address ->
                found.containsKey(address) && isLocal(found.get(address))));
        return Stream.of(groups.get(true), groups.get(false)).filter(group -> !group.isEmpty()).toList();
    }

    private static boolean isLocal(InetAddress host) {
        try {
            return host.isLoopbackAddress() || NetworkInterface.getByInetAddress(host) != null;
        } catch (SocketException e) {
            return false;
        }
    }
}
