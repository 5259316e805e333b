package gossip.experiment.scenario;

import gossip.files.FileErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reading of files with one entry per line. */
final class ScenarioFiles {

    private ScenarioFiles() {}

    /**
     * Reads the entries. Blank lines and lines that start with {@code #} are skipped.
     *
     * @param max the largest number of entries
     * @throws IllegalArgumentException if the file cannot be used; the message names file and line
     */
    static <T> List<T> read(Path file, int max, Function<String, T> parse) {
        List<T> entries = new ArrayList<>();
        int number = 0;
        try {
            for (String line : Files.readAllLines(file)) {
                number++;
                if (!line.isBlank() && !line.startsWith("#")) {
                    entries.add(parse.apply(line));
                }
                if (entries.size() > max) {
                    throw new IllegalArgumentException("more than " + max + " entries");
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ":" + number + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read: " + FileErrors.reason(file, e), e);
        }
        return entries;
    }
}
