package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** build.sh builds when it has to, once, and reports in one line why it cannot. */
@Tag("processes")
@DisabledOnOs(OS.WINDOWS)
class BuildScriptTest {

    private CopiedScripts scripts;

    @BeforeEach
    void copyScripts(@TempDir Path directory) throws IOException {
        scripts = new CopiedScripts(directory);
    }

    private CopiedScripts.Result startWith(String name, String value) throws IOException, InterruptedException {
        scripts.environment.put(name, value);
        try {
            return scripts.start("run.sh");
        } finally {
            scripts.environment.remove(name);
        }
    }

    private long builds() throws IOException {
        Path log = scripts.project.resolve("builds.txt");
        return Files.exists(log) ? Files.readAllLines(log).size() : 0;
    }

    private void assertBuilt(CopiedScripts.Result result) {
        assertEquals(0, result.exitCode(), () -> String.join("\n", result.errors()));
        assertEquals("complete", read(scripts.target.resolve("gossip.jar")));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertStops(String reason, CopiedScripts.Result result) {
        assertEquals(1, result.exitCode());
        assertEquals(1, result.errors().size(), () -> String.join("\n", result.errors()));
        assertTrue(result.errors().getFirst().contains(reason), () -> String.join("\n", result.errors()));
    }

    @Test
    void the_first_start_builds_and_the_next_one_does_not() throws Exception {
        assertBuilt(scripts.start("run.sh"));
        assertEquals(List.of(), scripts.start("run.sh").errors());
        assertEquals(1, builds());
    }

    @Test
    void a_changed_an_added_and_a_removed_source_are_built() throws Exception {
        assertBuilt(scripts.start("run.sh"));
        Files.writeString(scripts.source, "second");
        assertBuilt(scripts.start("run.sh"));
        Path added = Files.writeString(scripts.source.resolveSibling("B.java"), "added");
        Files.setLastModifiedTime(added, FileTime.from(Instant.EPOCH));
        assertBuilt(scripts.start("run.sh"));
        Files.delete(added);
        assertBuilt(scripts.start("run.sh"));
        scripts.start("run.sh");
        assertEquals(4, builds());
    }

    @Test
    void a_jar_that_maven_has_built_since_is_taken_as_it_is() throws Exception {
        Files.createDirectory(scripts.target);
        Files.writeString(scripts.target.resolve("gossip.jar"), "complete");
        assertBuilt(scripts.start("run.sh"));
        assertEquals(0, builds());
    }

    @Test
    void a_source_dated_in_the_future_is_built_when_it_changes_and_not_at_each_start() throws Exception {
        Files.setLastModifiedTime(scripts.source, FileTime.from(Instant.now().plus(Duration.ofDays(100))));
        assertBuilt(scripts.start("run.sh"));
        scripts.start("run.sh");
        assertEquals(1, builds());
        Files.writeString(scripts.source, "second");
        assertBuilt(scripts.start("run.sh"));
        scripts.start("run.sh");
        assertEquals(2, builds());
    }

    @Test
    void a_source_edited_during_a_build_is_built_at_the_next_start() throws Exception {
        assertBuilt(startWith("EDIT", scripts.source.toString()));
        assertBuilt(scripts.start("run.sh"));
        scripts.start("run.sh");
        assertEquals(2, builds());
    }

    @Test
    void starts_at_the_same_time_build_once() throws Exception {
        scripts.environment.put("PAUSE", "1");
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            processes.add(scripts.begin("run.sh"));
        }
        for (Process process : processes) {
            assertBuilt(CopiedScripts.finish(process));
        }
        assertEquals(1, builds());
    }

    /** Starts a build and waits until Maven creates the jar. */
    private Process beginAndAwaitJar() throws IOException, InterruptedException {
        Files.createDirectories(scripts.target);
        try (WatchService changes = scripts.target.getFileSystem().newWatchService()) {
            scripts.target.register(changes, StandardWatchEventKinds.ENTRY_CREATE);
            Process process = scripts.begin("run.sh");
            while (!Files.exists(scripts.target.resolve("gossip.jar"))) {
                WatchKey key = changes.poll(CopiedScripts.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
                assertNotNull(key, "Maven created no jar");
                key.pollEvents();
                key.reset();
            }
            return process;
        }
    }

    @Test
    void a_build_that_was_killed_is_repeated_at_the_next_start() throws Exception {
        scripts.environment.put("PAUSE", "100");
        Process process = beginAndAwaitJar();
        Stream.concat(process.descendants().toList().stream(), Stream.of(process.toHandle()))
                .forEach(ProcessHandle::destroyForcibly);
        CopiedScripts.finish(process);
        scripts.environment.remove("PAUSE");
        assertBuilt(scripts.start("run.sh"));
        assertEquals(2, builds());
    }

    @Test
    void a_lock_file_that_nobody_holds_does_not_delay_a_build() throws Exception {
        Files.createDirectory(scripts.target);
        Files.writeString(scripts.target.resolve("build.lock"), "1\n");
        CopiedScripts.Result result = scripts.start("run.sh");
        assertBuilt(result);
        assertEquals(List.of("Building (first run)..."), result.errors());
    }

    @Test
    void without_flock_a_folder_is_the_lock_and_is_removed_after_the_build() throws Exception {
        scripts.environment.put("PATH", scripts.pathWithout("flock"));
        assertBuilt(scripts.start("run.sh"));
        assertEquals(1, builds());
        try (Stream<Path> files = Files.list(scripts.target)) {
            assertEquals(List.of("build.note", "gossip.jar", "lib", "run"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void without_flock_a_start_waits_a_limited_time_and_says_what_to_delete() throws Exception {
        scripts.environment.put("PATH", scripts.pathWithout("flock"));
        Path script = scripts.project.resolve("scripts/build.sh");
        Files.writeString(script, read(script).replace("max_wait_seconds=300", "max_wait_seconds=1") + "\n");
        Path lock = Files.createDirectories(scripts.target.resolve("build.lock.folder"));
        CopiedScripts.Result result = scripts.start("run.sh");
        assertEquals(1, result.exitCode());
        assertEquals("Waiting for another build, at most 1 s...", result.errors().getFirst());
        assertTrue(result.errors().getLast().endsWith("If no build is running, delete " + lock + " and try again."));
        assertEquals(0, builds());
    }

    @Test
    void a_held_lock_is_awaited_for_a_limited_time() throws Exception {
        assumeTrue(Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.exists(Path.of(folder, "flock"))));
        Path script = scripts.project.resolve("scripts/build.sh");
        Files.writeString(script, read(script).replace("max_wait_seconds=300", "max_wait_seconds=1") + "\n");
        Path lock = Files.createDirectories(scripts.target).resolve("build.lock");
        Process holder = new ProcessBuilder("flock", lock.toString(), "sh", "-c", "echo; exec sleep 100").start();
        try {
            holder.getInputStream().read();
            CopiedScripts.Result result = scripts.start("run.sh");
            assertEquals(1, result.exitCode());
            assertTrue(result.errors().getLast().startsWith("The other build did not end within 1 s."));
        } finally {
            holder.descendants().forEach(ProcessHandle::destroyForcibly);
            holder.destroyForcibly();
        }
        assertBuilt(scripts.start("run.sh"));
    }

    @Test
    void a_target_that_is_not_a_folder_is_reported_in_one_line() throws Exception {
        Files.writeString(scripts.target, "a file");
        assertStops("Cannot write to " + scripts.target, scripts.start("run.sh"));
        assertEquals(0, builds());
    }

    @Test
    void a_missing_maven_is_reported_in_one_line() throws Exception {
        scripts.environment.put("PATH", scripts.pathWithout("mvn"));
        assertStops("Maven is needed to build", scripts.start("run.sh"));
        assertFalse(Files.exists(scripts.target));
    }

    @Test
    void a_failed_build_shows_the_output_of_maven_and_is_repeated() throws Exception {
        CopiedScripts.Result result = startWith("FAIL", "broken");
        assertEquals(1, result.exitCode());
        assertEquals(List.of("Building (first run)...", "[ERROR] broken",
                "Cannot build " + scripts.project + ": Maven has failed, see above."), result.errors());
        assertBuilt(scripts.start("run.sh"));
    }
}
