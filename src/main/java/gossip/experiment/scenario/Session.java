package gossip.experiment.scenario;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One session of a churn trace: a peer that starts during the run and may crash later.
 *
 * @param join seconds from the start of the run to the start of the peer
 * @param leave seconds from the start of the run to its crash; empty if it runs to the end
 */
public record Session(double join, OptionalDouble leave) {

    private static final int MAX_SESSIONS = 1_000_000;
    private static final double MAX_SECONDS = 86_400;

    /** Parses {@code JOIN} or {@code JOIN LEAVE}, in seconds, separated by spaces or a comma. */
    static Session parse(String text) {
        String[] times = text.strip().split("[\\s,]+");
        double join = seconds(times[0], text);
        OptionalDouble leave =
                times.length > 1 ? OptionalDouble.of(seconds(times[1], text)) : OptionalDouble.empty();
        if (times.length > 2 || leave.isPresent() && leave.getAsDouble() < join) {
            throw new IllegalArgumentException("'" + text + "' is not a start and a later end in seconds");
        }
        return new Session(join, leave);
    }

    private static double seconds(String time, String text) {
        if (!time.matches("\\d{1,6}(\\.\\d{1,9})?") || Double.parseDouble(time) > MAX_SECONDS) {
            throw new IllegalArgumentException("'" + text + "': " + time + " is not a number of seconds in 0..86400");
        }
        return Double.parseDouble(time);
    }

    /** Reads a file with one session per line, in the rules of {@link ScenarioEvent#read}. */
    static List<Session> read(Path file) {
        return ScenarioFiles.read(file, MAX_SESSIONS, Session::parse);
    }
}
