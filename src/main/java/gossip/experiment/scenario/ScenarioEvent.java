package gossip.experiment.scenario;

import gossip.cli.Durations;
import gossip.cli.TextConverter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * An action at a time of an experiment.
 *
 * @param at the time from the start of the run
 */
public record ScenarioEvent(Duration at, ScenarioAction action) {

    /** The largest number of events in a file. */
    private static final int MAX_EVENTS = 10_000;

    /** A converter of the value of an option. */
    static final class Converter extends TextConverter<ScenarioEvent> {
        Converter() {
            super(ScenarioEvent::parse);
        }
    }

    /** Parses a time and an action, such as {@code 60s kill random:10%}. The time may be 0s. */
    public static ScenarioEvent parse(String text) {
        String[] parts = text.strip().split("\\s+", 2);
        if (parts.length < 2) {
            throw new IllegalArgumentException("'" + text + "' is not a time and an action such as 60s kill 10%");
        }
        Duration at = parts[0].equals("0s") ? Duration.ZERO : Durations.parse(parts[0]);
        return new ScenarioEvent(at, ScenarioAction.parse(parts[1]));
    }

    /**
     * Reads a file with one event per line. Blank lines and lines that start with {@code #} are skipped.
     *
     * @throws IllegalArgumentException if the file cannot be read or a line is no event; the message names the place
     */
    public static List<ScenarioEvent> read(Path file) {
        return ScenarioFiles.read(file, MAX_EVENTS, ScenarioEvent::parse);
    }

    /** Returns the text that is parsed to this value. */
    @Override
    public String toString() {
        return Durations.format(at) + " " + action;
    }
}
