package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each row of the table for users names a test that exists and a symptom that occurs. */
class TroubleshootingTest {

    private static final Pattern CODE = Pattern.compile("`([^`]*)`");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\.\\.\\.|\\bN\\b|NOTICE |\\bADDRESS\\b|\\bFAIL\\b"
            + "|reason=|[\\d.]*\\d|/etc/passwd|U\\+00A0");
    /** Texts of Java and of the operating system, and a text that a script puts together. */
    private static final Set<String> OF_OTHERS = Set.of("Address already in use",
            "Multiple garbage collectors selected", "or newer found", "No Java");
    private static final int MIN_LENGTH = 6;

    private static List<String> rows() throws IOException {
        return Files.readAllLines(Path.of("src/docs/troubleshooting.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| ---") && !line.startsWith("| symptom"))
                .toList();
    }

    @Test
    void each_row_names_its_test() throws IOException {
        List<String> rows = rows();
        assertTrue(rows.size() > 50, () -> rows.size() + " rows");
        assertEquals(List.of(), rows.stream().filter(row -> !namesTests(row)).toList());
    }

    /** A message that is changed in the sources must be changed in the table, too. */
    @Test
    void each_quoted_symptom_is_a_text_of_the_programs() throws IOException {
        String sources = sources();
        assertEquals(List.of(), rows().stream().map(row -> row.split("(?<!\\\\) \\| ")[0])
                .flatMap(symptom -> CODE.matcher(symptom).results())
                .flatMap(quoted -> PLACEHOLDER.splitAsStream(quoted.group(1)))
                .map(part -> part.replaceAll("^[ =:;,]+|[ =:;,]+$", ""))
                .flatMap(part -> Stream.of(part.split("; |: | of this ")))
                .filter(part -> part.length() >= MIN_LENGTH && !OF_OTHERS.contains(part) && !sources.contains(part))
                .toList());
    }

    /** Returns the scripts and the sources, in which a text that is broken into several strings is one again. */
    private static String sources() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path folder : List.of(Path.of("src/main/java"), Path.of("scripts"))) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    all.append(Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", ""));
                }
            }
        }
        return all.toString();
    }

    private static boolean namesTests(String row) {
        String last = row.substring(row.lastIndexOf('|', row.length() - 2) + 1, row.length() - 1).strip();
        return Stream.of(last.split(", ")).allMatch(name -> {
            String file = name.replace("`", "").replace('.', '/') + ".java";
            return Stream.of("", "system/")
                    .anyMatch(folder -> Files.exists(Path.of("src/test/java/gossip", folder, file)));
        });
    }
}
