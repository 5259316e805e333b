package gossip.system;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The file with one row for each case of the field tests: ok or not, what was done, what the program said. */
final class FieldReport {

    private static final Path FILE = Path.of("target", "field-run.txt");
    private static final int MAX_LENGTH = 160;

    private FieldReport() {}

    /** Adds a row. Removes the rows of an earlier run of the tests first. */
    static synchronized void add(boolean ok, String what, String said) throws IOException {
        String line = said.lines().reduce((first, last) -> last).orElse("(nothing)");
        String row = "%-4s %-70s %s".formatted(ok ? "ok" : "FAIL", what,
                line.substring(0, Math.min(line.length(), MAX_LENGTH)));
        System.out.println(row);
        Files.createDirectories(FILE.getParent());
        long started = ManagementFactory.getRuntimeMXBean().getStartTime();
        if (Files.exists(FILE) && Files.getLastModifiedTime(FILE).toMillis() < started) {
            Files.delete(FILE);
        }
        Files.write(FILE, List.of(row), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
