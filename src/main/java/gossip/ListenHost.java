package gossip;

import gossip.cli.LocalHost;
import gossip.net.LocalRoute;
import gossip.protocol.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The host on which the peers of this process listen: that of {@code --listen}, else one that the seeds can dial.
 *
 * @param host the host to listen on
 * @param notice what the user should know about it
 */
record ListenHost(String host, Optional<String> notice) {

    private static final String LOOPBACK = "127.0.0.1";

    /**
     * Chooses the host. Without {@code --listen}, it is the address from which this machine reaches a seed. Other
     * machines cannot dial 127.0.0.1. So that host is used only if all seeds are on loopback, or if one is and this
     * machine has no route to the others.
     *
     * @param listen the host of {@code --listen}
     * @param advertise the host of {@code --advertise}
     * @throws IOException if this machine has no route to a seed, and none is on loopback
     */
    static ListenHost choose(Optional<String> listen, Optional<String> advertise, List<Address> seeds)
            throws IOException {
        if (listen.isEmpty()) {
            return reaching(seeds);
        }
        String dialed = advertise.or(() -> listen).get();
        Optional<Address> remote = isLoopback(dialed) ? firstRemote(seeds) : Optional.empty();
        return new ListenHost(listen.get(), remote.map(seed -> "other machines cannot dial " + dialed
                + ", and seed " + seed + " is not on loopback; leave out --listen, or name an address of this"
                + " machine"));
    }

    /** Returns the source address for the first seed to which there is a route. */
    private static ListenHost reaching(List<Address> seeds) throws IOException {
        Optional<IOException> failure = Optional.empty();
        for (Address seed : seeds) {
            for (InetAddress address : remoteAddresses(seed).toList()) {
                try {
                    String host = LocalRoute.sourceOf(address, seed.port());
                    return new ListenHost(host, Optional.of("listens on " + host + ", from which this machine reaches"
                            + " seed " + seed + "; --listen HOST sets another address"));
                } catch (IOException e) {
                    failure = Optional.of(e);
                }
            }
        }
        if (failure.isPresent()) {
            IOException reason = failure.get();
            if (seeds.stream().noneMatch(seed -> isLoopback(seed.host()))) {
                throw reason;
            }
            return new ListenHost(LOOPBACK, Optional.of("listens on " + LOOPBACK + ", because " + reason.getMessage()));
        }
        return new ListenHost(LOOPBACK, seeds.stream().map(Address::host).filter(LocalHost::isLoopbackName).findFirst()
                .map(name -> LocalHost.loopbackNotice(name) + " this peer, which listens on " + LOOPBACK));
    }

    private static Optional<Address> firstRemote(List<Address> seeds) {
        return seeds.stream().filter(seed -> remoteAddresses(seed).findAny().isPresent()).findFirst();
    }

    private static Stream<InetAddress> remoteAddresses(Address seed) {
        return addresses(seed.host()).filter(address -> !address.isLoopbackAddress());
    }

    private static boolean isLoopback(String host) {
        return addresses(host).anyMatch(InetAddress::isLoopbackAddress);
    }

    /** Returns no address if the lookup fails. Other seeds may have one. */
    private static Stream<InetAddress> addresses(String host) {
        try {
            return Stream.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            return Stream.empty();
        }
    }
}
