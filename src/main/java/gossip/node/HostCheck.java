package gossip.node;

import java.util.Optional;
import java.util.function.Consumer;

/** A check of the host of a node. It reports a problem once when it begins and once when it has ended. */
public final class HostCheck {

    private final Environment environment;
    private final Consumer<String> notices;
    private Optional<String> reported = Optional.empty();

    public HostCheck(Environment environment, Consumer<String> notices) {
        this.environment = environment;
        this.notices = notices;
    }

    /** Reports a change. A peer calls it at each heartbeat, a seed at each sweep of the leases. */
    public void check() {
        Optional<String> problem = environment.problem();
        if (!problem.equals(reported)) {
            notices.accept(problem.map(text -> text + ", so other nodes cannot dial this one; start it again with an"
                    + " address that the machine has").orElse("no longer true: " + reported.orElse("")));
            reported = problem;
        }
    }

    /** Returns the problem as a pair for STATUS, with a space before it, or an empty text. */
    public static String status(Environment environment) {
        return environment.problem().map(text -> " problem=" + text.replace(' ', '_')).orElse("");
    }
}
