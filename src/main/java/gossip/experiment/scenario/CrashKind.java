package gossip.experiment.scenario;

import java.util.Locale;

/** The effect of a crash on the connections of a peer. */
public enum CrashKind {
    /** The operating system closes them, so the neighbors notice immediately: the process ended. */
    FIN,
    /** Nothing closes them, and nothing answers: the host lost power or its network. */
    SILENT;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
