package gossip.bench;

import gossip.peer.broadcast.Dissemination;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Who takes part. */
enum Contestant {
    GOSSIP("this program", true, workload -> new GossipContender(workload, Dissemination.FLOOD)),
    PRUNE("this, prune", true, workload -> new GossipContender(workload, Dissemination.PRUNE)),
    JGROUPS("JGroups", true, workload -> new JGroupsContender()),
    /** A flood leaves it in a state from which it does not come back. */
    SCALECUBE("ScaleCube", false, workload -> new ScaleCubeContender());

    /** What this program is put beside. */
    static final List<Contestant> RIVALS = List.of(JGROUPS, SCALECUBE);

    private final String title;
    private final boolean reusable;
    private final Function<Workload, Contender> birth;

    Contestant(String title, boolean reusable, Function<Workload, Contender> birth) {
        this.title = title;
        this.reusable = reusable;
        this.birth = birth;
    }

    /** What {@code --only} takes. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String title() {
        return title;
    }

    /** Whether one network serves for several floods. */
    boolean isReusable() {
        return reusable;
    }

    /** @param workload sets the heartbeat and the log of this program; the rivals keep what they ship with */
    Contender contender(Workload workload) {
        return birth.apply(workload);
    }

    static Contestant of(String id) {
        return Arrays.stream(values()).filter(one -> one.id().equals(id)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + id + "' is none of gossip, prune, jgroups, scalecube"));
    }
}
