package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The files for a deployment fit the program. Nothing is built: without an archive in target/, its test is skipped. */
@DisabledOnOs(OS.WINDOWS)
class DeploymentTest {

    private static final Path DEPLOY = Path.of("src/deploy");

    @Test
    void an_archive_needs_a_runtime_but_no_JDK(@TempDir Path directory) throws Exception {
        CopiedScripts scripts = new CopiedScripts(directory);
        Files.delete(scripts.project.resolve("scripts/build.sh"));
        Files.delete(directory.resolve("jdk/bin/javac"));
        List<String> out = scripts.start("seed.sh").out();
        assertEquals(scripts.project.resolve("gossip.jar").toString(), out.get(out.indexOf("-cp") + 1));
        assertTrue(Files.notExists(scripts.project.resolve("builds.txt")), "Maven was started");
    }

    @Test
    void the_runtime_of_the_image_can_handle_signals() throws IOException {
        String dockerfile = Files.readString(DEPLOY.resolve("Dockerfile"));
        assertTrue(Pattern.compile("--add-modules [^ ]*\\bjdk\\.unsupported\\b").matcher(dockerfile).find(),
                "lacks jdk.unsupported");
    }

    @Test
    void the_archive_has_the_scripts_that_a_node_needs() throws Exception {
        List<Path> archives;
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            archives = files.filter(file -> file.toString().endsWith(".tar.gz")).toList();
        } catch (NoSuchFileException missing) {
            archives = List.of();
        }
        assumeTrue(!archives.isEmpty(), "no archive was built");
        for (Path archive : archives) {
            List<String> entries = run("tar", "-tzvf", archive.toString()).lines().toList();
            for (String script : List.of("seed.sh", "peer.sh", "gossip.sh", "run.sh", "find-java.sh")) {
                assertTrue(entries.stream().anyMatch(entry -> entry.startsWith("-rwxr-xr-x")
                        && entry.endsWith("/scripts/" + script)), () -> archive + " lacks " + script);
            }
            assertTrue(entries.stream().anyMatch(entry -> entry.endsWith("/gossip.jar")),
                    () -> archive + " lacks the jar");
            assertTrue(entries.stream().noneMatch(entry -> entry.endsWith("/build.sh")),
                    () -> archive + " has build.sh");
        }
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        assertTrue(process.waitFor(CopiedScripts.TIMEOUT.toSeconds(), TimeUnit.SECONDS), "the program does not end");
        assertEquals(0, process.exitValue(), output);
        return output;
    }
}
