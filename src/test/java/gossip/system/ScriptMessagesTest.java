package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The messages with which a script ends. Each of them goes to standard error, names the value that is wrong, and says
 * what to do. The texts are read from the scripts, which are not started.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScriptMessagesTest {

    private static final Pattern EXIT = Pattern.compile("\\bexit (?:/b )?(?:[1-9]|\"\\$\\{2:-1}\")");
    /** The script ends after a program that it has called. That program has said why. PowerShell returns a value. */
    private static final Pattern CALLED_PROGRAM_FAILED = Pattern.compile("(errorlevel 1|\\|\\|) exit /b 1|powershell");
    private static final Pattern ERROR_OUTPUT = Pattern.compile("\\becho (.+) 1?>&2");
    /** A call of a function that prints its argument and exits. The text ends at a quote inside of it. */
    private static final Pattern ENDING_CALL = Pattern.compile("\\b(?:stop|fail) (\"[^\"]+)");
    private static final Pattern ARGUMENT = Pattern.compile("\"[\\w.: -]*\\$(?:[1*]|\\{reason.*)\"?");
    private static final Pattern ADVICE = Pattern.compile("\\b(?:allowed are|as in|as with|connect|copy|delete|end|free|"
            + "for example with|install|Close|move|must be|name a|see|set|start fewer|stop them|says why|try again)\\b");
    /** What is wrong is that something is missing, and that has no value. */
    private static final Set<String> WITHOUT_VALUE = Set.of("Maven is needed to build", "--name needs a value");

    private final List<String> messages = new ArrayList<>();
    private final List<String> silentExits = new ArrayList<>();

    @BeforeAll
    void readScripts() throws IOException {
        for (Path folder : List.of(Path.of("scripts"), Path.of("src/deploy"))) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(file -> file.toString().matches(".*\\.(sh|bat)")).toList()) {
                    read(file, Files.readAllLines(file));
                }
            }
        }
    }

    private void read(Path file, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            String place = file + ":" + (i + 1) + " ";
            String line = lines.get(i);
            Matcher call = ENDING_CALL.matcher(line);
            if (call.find()) {
                messages.add(place + call.group(1));
            } else if (EXIT.matcher(line).find() && !CALLED_PROGRAM_FAILED.matcher(line).find()) {
                Matcher error = ERROR_OUTPUT.matcher((i == 0 ? "" : lines.get(i - 1)) + line);
                if (error.find()) {
                    messages.add(place + error.group(1));
                } else {
                    silentExits.add(place + line);
                }
            }
        }
        messages.removeIf(message -> ARGUMENT.matcher(message.substring(message.indexOf(' ') + 1)).matches());
    }

    @Test
    void no_script_fails_without_a_message_on_standard_error() {
        assertEquals(List.of(), silentExits);
    }

    @Test
    void each_message_names_the_value() {
        assertTrue(messages.size() > 25, () -> messages.size() + " messages found");
        assertEquals(List.of(), messages.stream().filter(message -> !message.matches(".*[$%]\\W?\\W?\\w.*")
                && WITHOUT_VALUE.stream().noneMatch(message::contains)).toList());
    }

    @Test
    void each_message_says_what_to_do() {
        assertEquals(List.of(), messages.stream().filter(message -> !ADVICE.matcher(message).find()).toList());
    }
}
