package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each row of the table for users names a test that exists. */
class TroubleshootingTest {

    @Test
    void each_row_names_its_test() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("src/docs/troubleshooting.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| ---") && !line.startsWith("| symptom"))
                .toList();
        assertTrue(rows.size() > 30, () -> rows.size() + " rows");
        assertEquals(List.of(), rows.stream().filter(row -> !namesTests(row)).toList());
    }

    private static boolean namesTests(String row) {
        String last = row.substring(row.lastIndexOf('|', row.length() - 2) + 1, row.length() - 1).strip();
        return Stream.of(last.split(", ")).allMatch(name -> {
            String file = name.replace("`", "").replace('.', '/') + ".java";
            return Stream.of("", "system/").anyMatch(folder -> Files.exists(Path.of("src/test/java/gossip", folder, file)));
        });
    }
}
