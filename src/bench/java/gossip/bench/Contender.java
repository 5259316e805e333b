package gossip.bench;

import gossip.peer.broadcast.Dissemination;
import gossip.tls.KeyType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The programs and configurations that are compared. */
enum Contender {
    GOSSIP("this program", Dissemination.FLOOD, Security.NONE),
    PRUNE("this, prune", Dissemination.PRUNE, Security.NONE),
    DATA("this, --data", Dissemination.FLOOD, Security.NONE, true),
    TLS("this, --tls", Dissemination.FLOOD, Security.tls(KeyType.EC)),
    SIGNED_EC("this, signed EC", Dissemination.FLOOD, Security.signed(KeyType.EC)),
    SIGNED_ED25519("this, signed Ed25519", Dissemination.FLOOD, Security.signed(KeyType.ED25519)),
    SIGNED_RSA("this, signed RSA", Dissemination.FLOOD, Security.signed(KeyType.RSA)),
    JGROUPS("JGroups", true, JGroupsNetwork::new),
    FLOOR("floods only", true, FloorNetwork::new),
    /** Not reusable: it does not recover from a flood. */
    SCALECUBE("ScaleCube", false, ScaleCubeNetwork::new);

    /** The contenders of the full benchmark. The user has to choose the others. */
    static final List<Contender> PLANNED = List.of(GOSSIP, PRUNE, JGROUPS, FLOOR, SCALECUBE);

    private final String title;
    private final boolean reusable;
    private final Function<Workload, Network> factory;
    /** Empty for other programs. */
    private final Optional<Security> security;

    Contender(String title, Dissemination dissemination, Security security) {
        this(title, dissemination, security, false);
    }

    Contender(String title, Dissemination dissemination, Security security, boolean isStored) {
        this.title = title;
        this.reusable = true;
        this.factory = workload -> new GossipNetwork(workload, dissemination, security, isStored);
        this.security = Optional.of(security);
    }

    Contender(String title, boolean reusable, Supplier<Network> factory) {
        this.title = title;
        this.reusable = reusable;
        this.factory = workload -> factory.get();
        this.security = Optional.empty();
    }

    /** Returns those that this program without TLS is compared with. */
    static List<Contender> others(List<Contender> chosen) {
        return chosen.stream().filter(contender -> contender != GOSSIP && contender != PRUNE).distinct().toList();
    }

    /** Returns the name in the option {@code --only} and in the CSV file. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String title() {
        return title;
    }

    /** Returns the options of the JVM of a node that has a process of its own: for this program those that it uses. */
    List<String> options() {
        List<String> options = new ArrayList<>(List.of("-XX:+UseSerialGC", "-Xms8m", "-Xmx256m"));
        if (security.isPresent()) {
            options.add("-XX:TieredStopAtLevel=1");
        }
        if (security.equals(Optional.of(Security.NONE))) {
            options.add("-Djdk.virtualThreadScheduler.parallelism=1");
        }
        return options;
    }

    /** Returns whether one network can be used for several floods. */
    boolean isReusable() {
        return reusable;
    }

    /** Writes the certificates that the nodes of this program need, for {@link Security#nodes}. */
    void issueCertificates(Path folder) throws IOException {
        if (security.isPresent()) {
            security.get().issue(folder, GossipNetwork.HOST);
        }
    }

    /**
     * Creates a network that is not yet formed.
     *
     * @param workload decides the heartbeat and the event log of this program; the others keep their shipped settings
     */
    Network createNetwork(Workload workload) {
        return factory.apply(workload);
    }

    static Contender of(String id) {
        return Arrays.stream(values()).filter(contender -> contender.id().equals(id)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + id + "' is not one of " + Arrays.stream(values()).map(Contender::id)
                                .collect(Collectors.joining(", "))));
    }
}
