package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            HTTP/1.1 200 OK                  | ready                  | 0 |
            HTTP/1.1 503 Service Unavailable | not ready: no neighbor | 1 | not ready: no neighbor
                                             |                        | 1 | the node gives no answer on port .*; .*
            """)
    void the_health_check_says_why_a_node_is_not_ready(String status, String body, int exitCode, String said)
            throws IOException, InterruptedException {
        try (ServerSocket node = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process check = healthcheck(node.getLocalPort());
            try (Socket connection = node.accept()) {
                connection.getInputStream().readNBytes("GET /ready HTTP/1.0\r\n\r\n".length());
                connection.getOutputStream().write(
                        (status == null ? "" : status + "\r\n\r\n" + body + "\n").getBytes(StandardCharsets.US_ASCII));
            }
            assertHealth(check, exitCode, said);
        }
    }

    @Test
    void the_health_check_says_that_nothing_listens() throws IOException, InterruptedException {
        assertHealth(healthcheck(1), 1, "nothing answers on port 1; set http=0.0.0.0:1 in .*");
    }

    private static Process healthcheck(int port) throws IOException {
        return new ProcessBuilder("bash", DEPLOY.resolve("healthcheck.sh").toString(), String.valueOf(port)).start();
    }

    private static void assertHealth(Process check, int exitCode, String said)
            throws IOException, InterruptedException {
        CopiedScripts.Result result = CopiedScripts.finish(check);
        String errors = String.join("\n", result.errors());
        assertEquals(exitCode, result.exitCode(), errors);
        assertTrue(errors.matches(said == null ? "" : "healthcheck.sh: " + said), errors);
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        assertTrue(process.waitFor(CopiedScripts.TIMEOUT.toSeconds(), TimeUnit.SECONDS), "the program does not end");
        assertEquals(0, process.exitValue(), output);
        return output;
    }
}
