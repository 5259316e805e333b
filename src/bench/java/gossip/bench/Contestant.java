package gossip.bench;

import gossip.peer.Dissemination;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Who takes part. */
enum Contestant {
    GOSSIP("this program", true, heartbeat -> new GossipContender(heartbeat, Dissemination.FLOOD)),
    PRUNE("this, prune", true, heartbeat -> new GossipContender(heartbeat, Dissemination.PRUNE)),
    JGROUPS("JGroups", true, heartbeat -> new JGroupsContender()),
    /** A flood leaves it in a state from which it does not come back. */
    SCALECUBE("ScaleCube", false, heartbeat -> new ScaleCubeContender());

    /** What this program is put beside. */
    static final List<Contestant> RIVALS = List.of(JGROUPS, SCALECUBE);

    private final String title;
    private final boolean reusable;
    private final Function<Duration, Contender> birth;

    Contestant(String title, boolean reusable, Function<Duration, Contender> birth) {
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

    /** @param heartbeat of this program; the rivals keep what they ship with */
    Contender contender(Duration heartbeat) {
        return birth.apply(heartbeat);
    }

    static Contestant of(String id) {
        return Arrays.stream(values()).filter(one -> one.id().equals(id)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + id + "' is none of gossip, prune, jgroups, scalecube"));
    }
}
