package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts in a copy of the project, with a Maven that only writes a jar and a Java that prints its arguments. */
@DisabledOnOs(OS.WINDOWS)
class BuildScriptTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String ONE_NODE = "-XX:+UseSerialGC -Xms8m -Xmx256m -XX:TieredStopAtLevel=1";
    private static final String MANY_NODES = "-XX:+UseG1GC -XX:G1HeapRegionSize=1m -Xms8m";

    /**
     * Takes EDIT, PAUSE and FAIL from the environment. Writes a partial jar before the pause. The short pause at the
     * beginning makes the times of files differ.
     */
    private static final String MAVEN = """
            #!/bin/sh
            sleep 0.05
            cd "$PROJECT"
            echo build >>builds.txt
            [ -z "$EDIT" ] || echo edited >>"$EDIT"
            echo partial >target/gossip.jar
            [ -z "$PAUSE" ] || sleep "$PAUSE"
            [ -z "$FAIL" ] || { rm target/gossip.jar; echo "[ERROR] $FAIL"; exit 1; }
            echo complete >target/gossip.jar
            """;

    @TempDir
    private Path directory;
    private Path project;
    private Path source;
    private Path target;
    private final Map<String, String> environment = new HashMap<>();

    private record Result(int exitCode, List<String> out, List<String> errors) {

        /** The options of the JVM that are not about this project alone. */
        String options() {
            return String.join(" ", out.stream().filter(argument -> argument.startsWith("-X")).toList());
        }
    }

    @BeforeEach
    void copyScripts() throws IOException {
        project = Files.createDirectory(directory.resolve("a project & more"));
        target = project.resolve("target");
        source = Files.createDirectories(project.resolve("src/main/java")).resolve("A.java");
        Files.writeString(source, "first");
        Files.writeString(project.resolve("pom.xml"), "pom");
        Path scripts = Files.createDirectory(project.resolve("scripts"));
        try (Stream<Path> files = Files.list(Path.of("scripts"))) {
            for (Path file : files.toList()) {
                Files.copy(file, scripts.resolve(file.getFileName()));
            }
        }
        Path bin = Files.createDirectory(directory.resolve("bin"));
        writeScript(bin.resolve("mvn"), MAVEN);
        Path jdk = Files.createDirectories(directory.resolve("jdk/bin"));
        Files.writeString(directory.resolve("jdk/release"), "JAVA_VERSION=\"21.0.4\"\n");
        writeScript(jdk.resolve("javac"), "#!/bin/sh\n");
        writeScript(jdk.resolve("java"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        environment.put("PROJECT", project.toString());
        environment.put("JAVA_HOME", directory.resolve("jdk").toString());
        environment.put("PATH", bin + ":" + System.getenv("PATH"));
    }

    private static void writeScript(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Process begin(String script, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(project.resolve("scripts").resolve(script).toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.endsWith("JAVA_OPTIONS") || name.endsWith("TOOL_OPTIONS"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** The output is a few lines, so it cannot fill a pipe. */
    private static Result finish(Process process) throws IOException, InterruptedException {
        assertTrue(process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS), "the script does not end");
        return new Result(process.exitValue(), process.inputReader().lines().toList(), process.errorReader().lines().toList());
    }

    private Result start(String script, String... arguments) throws IOException, InterruptedException {
        return finish(begin(script, arguments));
    }

    private Result startWith(String name, String value) throws IOException, InterruptedException {
        environment.put(name, value);
        try {
            return start("run.sh");
        } finally {
            environment.remove(name);
        }
    }

    private long builds() throws IOException {
        Path log = project.resolve("builds.txt");
        return Files.exists(log) ? Files.readAllLines(log).size() : 0;
    }

    private void assertBuilt(Result result) {
        assertEquals(0, result.exitCode(), () -> String.join("\n", result.errors()));
        assertEquals("complete", read(target.resolve("gossip.jar")));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertStops(String reason, Result result) {
        assertEquals(1, result.exitCode());
        assertEquals(1, result.errors().size(), () -> String.join("\n", result.errors()));
        assertTrue(result.errors().getFirst().contains(reason), () -> String.join("\n", result.errors()));
    }

    /** A PATH with every program of this machine but some. */
    private String pathWithout(String... programs) throws IOException {
        Path all = Files.createDirectory(directory.resolve("path"));
        for (String folder : environment.get("PATH").split(":")) {
            if (Files.isDirectory(Path.of(folder))) {
                try (Stream<Path> files = Files.list(Path.of(folder))) {
                    for (Path file : files.toList()) {
                        Path link = all.resolve(file.getFileName());
                        if (!List.of(programs).contains(file.getFileName().toString()) && !Files.exists(link)) {
                            Files.deleteIfExists(link);
                            Files.createSymbolicLink(link, file);
                        }
                    }
                }
            }
        }
        return all.toString();
    }

    @Test
    void the_first_start_builds_and_the_next_one_does_not() throws Exception {
        assertBuilt(start("run.sh"));
        assertEquals(List.of(), start("run.sh").errors());
        assertEquals(1, builds());
    }

    @Test
    void a_changed_an_added_and_a_removed_source_are_built() throws Exception {
        assertBuilt(start("run.sh"));
        Files.writeString(source, "second");
        assertBuilt(start("run.sh"));
        Path added = Files.writeString(source.resolveSibling("B.java"), "added");
        Files.setLastModifiedTime(added, FileTime.from(Instant.EPOCH));
        assertBuilt(start("run.sh"));
        Files.delete(added);
        assertBuilt(start("run.sh"));
        start("run.sh");
        assertEquals(4, builds());
    }

    @Test
    void a_jar_that_maven_has_built_since_is_taken_as_it_is() throws Exception {
        Files.createDirectory(target);
        Files.writeString(target.resolve("gossip.jar"), "complete");
        assertBuilt(start("run.sh"));
        assertEquals(0, builds());
    }

    @Test
    void a_source_dated_in_the_future_is_built_when_it_changes_and_not_at_each_start() throws Exception {
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plus(Duration.ofDays(100))));
        assertBuilt(start("run.sh"));
        start("run.sh");
        assertEquals(1, builds());
        Files.writeString(source, "second");
        assertBuilt(start("run.sh"));
        start("run.sh");
        assertEquals(2, builds());
    }

    @Test
    void a_source_edited_during_a_build_is_built_at_the_next_start() throws Exception {
        assertBuilt(startWith("EDIT", source.toString()));
        assertBuilt(start("run.sh"));
        start("run.sh");
        assertEquals(2, builds());
    }

    @Test
    void starts_at_the_same_time_build_once() throws Exception {
        environment.put("PAUSE", "1");
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            processes.add(begin("run.sh"));
        }
        for (Process process : processes) {
            assertBuilt(finish(process));
        }
        assertEquals(1, builds());
    }

    @Test
    void a_build_that_was_killed_is_repeated_at_the_next_start() throws Exception {
        environment.put("PAUSE", "100");
        Process process = begin("run.sh");
        for (long end = System.nanoTime() + TIMEOUT.toNanos(); !Files.exists(target.resolve("gossip.jar")) && System.nanoTime() < end; ) {
            Thread.sleep(10);
        }
        Stream.concat(process.descendants().toList().stream(), Stream.of(process.toHandle()))
                .forEach(ProcessHandle::destroyForcibly);
        finish(process);
        environment.remove("PAUSE");
        assertBuilt(start("run.sh"));
        assertEquals(2, builds());
    }

    @Test
    void a_lock_file_that_nobody_holds_does_not_delay_a_build() throws Exception {
        Files.createDirectory(target);
        Files.writeString(target.resolve("build.lock"), "1\n");
        Result result = start("run.sh");
        assertBuilt(result);
        assertEquals(List.of("Building (first run)..."), result.errors());
    }

    @Test
    void without_flock_a_folder_is_the_lock_and_is_removed_after_the_build() throws Exception {
        environment.put("PATH", pathWithout("flock"));
        assertBuilt(start("run.sh"));
        assertEquals(1, builds());
        try (Stream<Path> files = Files.list(target)) {
            assertEquals(List.of("build.note", "gossip.jar"), files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void without_flock_a_start_waits_a_limited_time_and_says_what_to_delete() throws Exception {
        environment.put("PATH", pathWithout("flock"));
        Path script = project.resolve("scripts/build.sh");
        Files.writeString(script, read(script).replace("max_wait_seconds=300", "max_wait_seconds=1") + "\n");
        Path lock = Files.createDirectories(target.resolve("build.lock.folder"));
        Result result = start("run.sh");
        assertEquals(1, result.exitCode());
        assertEquals("Waiting for another build, at most 1 s...", result.errors().getFirst());
        assertTrue(result.errors().getLast().endsWith("If no build is running, delete " + lock + " and try again."));
        assertEquals(0, builds());
    }

    @Test
    void a_held_lock_is_awaited_for_a_limited_time() throws Exception {
        assumeTrue(Stream.of(System.getenv("PATH").split(":")).anyMatch(folder -> Files.exists(Path.of(folder, "flock"))));
        Path script = project.resolve("scripts/build.sh");
        Files.writeString(script, read(script).replace("max_wait_seconds=300", "max_wait_seconds=1") + "\n");
        Path lock = Files.createDirectories(target).resolve("build.lock");
        Process holder = new ProcessBuilder("flock", lock.toString(), "sh", "-c", "echo; exec sleep 100").start();
        try {
            holder.getInputStream().read();
            Result result = start("run.sh");
            assertEquals(1, result.exitCode());
            assertTrue(result.errors().getLast().startsWith("The other build did not end within 1 s."));
        } finally {
            holder.descendants().forEach(ProcessHandle::destroyForcibly);
            holder.destroyForcibly();
        }
        assertBuilt(start("run.sh"));
    }

    @Test
    void a_target_that_is_not_a_folder_is_reported_in_one_line() throws Exception {
        Files.writeString(target, "a file");
        assertStops("Cannot write to " + target, start("run.sh"));
        assertEquals(0, builds());
    }

    @Test
    void a_missing_maven_is_reported_in_one_line() throws Exception {
        environment.put("PATH", pathWithout("mvn"));
        assertStops("Maven is needed to build", start("run.sh"));
        assertFalse(Files.exists(target));
    }

    @Test
    void a_failed_build_shows_the_output_of_maven_and_is_repeated() throws Exception {
        Result result = startWith("FAIL", "broken");
        assertEquals(1, result.exitCode());
        assertEquals(List.of("Building (first run)...", "[ERROR] broken"), result.errors());
        assertBuilt(start("run.sh"));
    }

    private void writeConfig(Path file, String setting) throws IOException {
        Files.writeString(file, "# seeds\n127.0.0.1:5000\n" + setting);
    }

    @Test
    void one_node_gets_a_small_heap() throws Exception {
        assertEquals(ONE_NODE, start("seed.sh").options());
        assertEquals(ONE_NODE, start("peer.sh", "--count", "1").options());
        assertEquals(ONE_NODE, start("peer.sh", "--count=1").options());
    }

    @Test
    void many_nodes_get_a_heap_by_their_number() throws Exception {
        assertEquals(MANY_NODES + " -Xmx1256m", start("peer.sh", "--count", "1000").options());
        assertEquals(MANY_NODES + " -Xmx265m", start("peer.sh", "--links", "3", "--count=009").options());
        assertEquals(MANY_NODES + " -Xmx31744m", start("peer.sh", "--count", "100000").options());
    }

    @Test
    void the_number_of_peers_may_be_in_the_configuration_file() throws Exception {
        writeConfig(project.resolve("config.txt"), "count=5");
        assertEquals(MANY_NODES + " -Xmx261m", start("peer.sh").options());
        assertEquals(ONE_NODE, start("peer.sh", "--count", "1").options());
        assertEquals(ONE_NODE, start("seed.sh").options());
        writeConfig(directory.resolve("config.txt"), "count = 7\n");
        assertEquals(MANY_NODES + " -Xmx263m", start("peer.sh").options());
        writeConfig(directory.resolve("other"), "links=5\n");
        assertEquals(ONE_NODE, start("peer.sh", "--config", "other").options());
        assertEquals(ONE_NODE, start("peer.sh", "--config=missing").options());
    }

    @Test
    void an_experiment_may_use_most_of_the_memory_and_a_report_gets_the_default() throws Exception {
        assertEquals("-XX:+UseSerialGC -Xms512m -XX:MaxRAMPercentage=75", start("experiment.sh", "--peers", "5").options());
        assertEquals("-XX:+UseSerialGC -Xms8m", start("report.sh", "outputfile.txt").options());
    }

    @ParameterizedTest
    @CsvSource({
        "GOSSIP_JAVA_OPTIONS, -XX:+UseG1GC, -Xms8m -Xmx256m -XX:TieredStopAtLevel=1 -XX:+UseG1GC",
        "GOSSIP_JAVA_OPTIONS, -Xmx4g, -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx4g",
        "GOSSIP_JAVA_OPTIONS, -Da=b -XX:TieredStopAtLevel=4, -XX:+UseSerialGC -Xms8m -Xmx256m -XX:TieredStopAtLevel=4",
        "GOSSIP_JAVA_OPTIONS, '-Xss1m\n  -Xms9m\n', -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xss1m -Xms9m",
        "JAVA_TOOL_OPTIONS, -XX:+UseParallelGC, -Xms8m -Xmx256m -XX:TieredStopAtLevel=1",
        "JAVA_TOOL_OPTIONS, -XX:MaxRAMPercentage=50, -XX:+UseSerialGC -XX:TieredStopAtLevel=1",
        "JDK_JAVA_OPTIONS, -XX:TieredStopAtLevel=3, -XX:+UseSerialGC -Xms8m -Xmx256m",
        "_JAVA_OPTIONS, -Dx=y -XX:-UseSerialGC, -Xms8m -Xmx256m -XX:TieredStopAtLevel=1",
        "JAVA_TOOL_OPTIONS, -XX:+UseStringDeduplication, " + ONE_NODE})
    void an_option_is_left_out_if_the_user_decides_the_same_thing(String variable, String value, String options)
            throws Exception {
        environment.put(variable, value);
        assertEquals(options, start("seed.sh").options());
    }

    @Test
    void arguments_arrive_unchanged() throws Exception {
        List<String> out = start("peer.sh", "--name", "a b", "", "*", "$x & \"y\"", "-").out();
        assertEquals(List.of("-cp", target.resolve("gossip.jar").toString(), "gossip.PeerNode", "--name", "a b", "", "*",
                "$x & \"y\"", "-"), out.subList(out.indexOf("-cp"), out.size()));
        assertTrue(out.contains("-Dgossip.home=" + project));
    }

    @Test
    void a_JDK_that_is_too_old_is_not_used() throws Exception {
        Files.writeString(directory.resolve("jdk/release"), "JAVA_VERSION=\"9-ea\"\n", StandardOpenOption.TRUNCATE_EXISTING);
        Result result = start("seed.sh", "--version");
        assertFalse(result.out().contains("-Xmx256m"), "the old Java was started");
    }
}
