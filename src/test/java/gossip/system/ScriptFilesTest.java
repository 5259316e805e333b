package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The text of the scripts. The .bat files are checked on every system, because the tests rarely run on Windows. */
class ScriptFilesTest {

    private static final Path SCRIPTS = Path.of("scripts");

    static List<Path> batchFiles() throws IOException {
        return files(".bat");
    }

    static List<Path> shellScripts() throws IOException {
        return files(".sh");
    }

    private static List<Path> files(String end) throws IOException {
        try (Stream<Path> all = Files.list(SCRIPTS)) {
            return all.filter(file -> file.toString().endsWith(end)).sorted().toList();
        }
    }

    private static String read(String name) throws IOException {
        return Files.readString(SCRIPTS.resolve(name)).replace("\r\n", "\n");
    }

    private static List<String> find(String regex, String text) {
        return Pattern.compile(regex, Pattern.MULTILINE).matcher(text).results()
                .map(result -> result.group(1)).toList();
    }

    @ParameterizedTest
    @MethodSource("batchFiles")
    void a_batch_file_is_ASCII_with_the_line_ends_of_Windows(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        String text = new String(content, StandardCharsets.ISO_8859_1);
        assertTrue(text.chars().allMatch(c -> c < 0x7f));
        assertTrue(text.endsWith("\r\n"));
        assertFalse(text.replace("\r\n", "").matches("(?s).*[\r\n].*"), "a line end other than CRLF");
    }

    @ParameterizedTest
    @MethodSource("batchFiles")
    void a_batch_file_jumps_only_to_labels_that_it_has(Path file) throws IOException {
        String code = read(file.getFileName().toString()).replaceAll("(?m)^@?rem .*", "");
        List<String> labels = find("^:(\\w+)$", code);
        assertEquals(Set.copyOf(labels).size(), labels.size(), "a label twice");
        Set<String> targets = Stream.of("\\bgoto :?(\\w+)", "\\bcall :(\\w+)")
                .flatMap(jump -> find(jump, code).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(labels), targets);
    }

    /** {@code call} expands percent signs in its arguments a second time. */
    @ParameterizedTest
    @MethodSource("batchFiles")
    void a_batch_file_passes_no_values_through_call(Path file) throws IOException {
        assertEquals(List.of(), find("\\bcall (.*%[^_].*)", read(file.getFileName().toString())));
    }

    @DisabledOnOs(OS.WINDOWS)
    @ParameterizedTest
    @MethodSource("shellScripts")
    void a_shell_script_is_executable_unless_it_is_only_sourced(Path file) throws IOException {
        assertEquals(Files.readString(file).startsWith("#!"), Files.isExecutable(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"seed", "peer", "launch-peers", "gossip", "demo"})
    void a_script_for_users_exists_for_both_platforms(String name) {
        assertTrue(Files.exists(SCRIPTS.resolve(name + ".sh")));
        assertTrue(Files.exists(SCRIPTS.resolve(name + ".bat")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"seed", "peer", "gossip"})
    void a_script_starts_the_same_class_on_both_platforms(String name) throws Exception {
        List<String> started = find("run\\.sh\" (gossip\\.[\\w.]+)", read(name + ".sh"));
        assertEquals(started, find("run\\.bat\" (gossip\\.[\\w.]+)", read(name + ".bat")));
        Class.forName(started.getFirst()).getMethod("main", String[].class);
    }

    @Test
    void the_scripts_of_both_platforms_need_the_Java_version_of_the_build() throws IOException {
        List<String> release = find("<maven.compiler.release>(\\d+)<", Files.readString(Path.of("pom.xml")));
        assertEquals(1, release.size());
        assertEquals(release, find("^java_needed=(\\d+)$", read("find-java.sh")));
        assertEquals(release, find("^if %major% lss (\\d+) ", read("run.bat")));
        assertEquals(release, find("No JDK (\\d+) or newer", read("run.bat")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"collector", "heap"})
    void both_platforms_choose_among_the_same_JVM_options(String what) throws IOException {
        List<String> unix = find("add \"\\$" + what + "\" (.*)", read("run.sh")).stream()
                .map(options -> options.replaceAll(" +#.*| ;;$", "").replaceAll("\"-Xmx\\$.*\"", "-Xmx%megabytes%m"))
                .toList();
        assertTrue(unix.size() > 1, "not found in run.sh");
        assertSame(unix, find("set \"" + what + "=(.+)\"", read("run.bat")));
    }

    @Test
    void both_platforms_limit_compiler_and_heap_by_the_same_numbers() throws IOException {
        String unix = read("run.sh");
        String windows = read("run.bat");
        assertSame(find("add -XX:TieredStopAtLevel (-XX\\S+)", unix), find("set \"compiler=(.+)\"", windows));
        assertEquals(find("\\? (\\d+) \\+ count", unix), find("set /a megabytes=(\\d+)\\+count", windows));
        assertEquals(find("\\+ count : (\\d+)\\)", unix), find("if %megabytes% gtr (\\d+) ", windows));
    }

    private static void assertSame(Collection<String> expected, Collection<String> actual) {
        assertEquals(new TreeSet<>(expected), new TreeSet<>(actual));
    }
}
