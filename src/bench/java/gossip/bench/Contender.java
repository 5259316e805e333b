package gossip.bench;

import gossip.peer.broadcast.Dissemination;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The programs and configurations that are compared. */
enum Contender {
    GOSSIP("this program", true, workload -> new GossipNetwork(workload, Dissemination.FLOOD)),
    PRUNE("this, prune", true, workload -> new GossipNetwork(workload, Dissemination.PRUNE)),
    JGROUPS("JGroups", true, workload -> new JGroupsNetwork()),
    FLOOR("floods only", true, workload -> new FloorNetwork()),
    /** Not reusable: it does not recover from a flood. */
    SCALECUBE("ScaleCube", false, workload -> new ScaleCubeNetwork());

    /** The programs that this program is compared with. */
    static final List<Contender> OTHERS = List.of(JGROUPS, FLOOR, SCALECUBE);

    private final String title;
    private final boolean reusable;
    private final Function<Workload, Network> factory;

    Contender(String title, boolean reusable, Function<Workload, Network> factory) {
        this.title = title;
        this.reusable = reusable;
        this.factory = factory;
    }

    /** Returns the name in the option {@code --only} and in the CSV file. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String title() {
        return title;
    }

    /** Returns the options of the JVM of a node that has a process of its own: for this program those of its scripts. */
    List<String> options() {
        List<String> options = new ArrayList<>(List.of("-XX:+UseSerialGC", "-Xms8m", "-Xmx256m"));
        if (this == GOSSIP || this == PRUNE) {
            options.add("-XX:TieredStopAtLevel=1");
        }
        return options;
    }

    /** Returns whether one network can be used for several floods. */
    boolean isReusable() {
        return reusable;
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
                        "'" + id + "' is not gossip, prune, jgroups, floor or scalecube"));
    }
}
