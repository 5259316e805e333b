package gossip.report;

import java.nio.charset.StandardCharsets;

/** A fuzz target: the report reads each log, whatever its lines are. */
public final class LogTarget {

    private LogTarget() {}

    /** Any exception is an error of the program. */
    public static void fuzzerTestOneInput(byte[] input) {
        String log = new String(input, StandardCharsets.UTF_8);
        log.lines().forEach(LogLine::parse);
        RunReader.read(log.lines());
    }
}
