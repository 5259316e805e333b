package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Nodes run from a copy of the jar, because a build may replace the jar while they run. */
@DisabledOnOs(OS.WINDOWS)
class JarCopyTest {

    private CopiedScripts scripts;

    @BeforeEach
    void copyScripts(@TempDir Path directory) throws IOException {
        scripts = new CopiedScripts(directory);
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file).strip();
    }

    private Path copy(CopiedScripts.Result result) {
        return Path.of(result.out().get(result.out().indexOf("-cp") + 1));
    }

    @Test
    void a_node_runs_from_a_copy_that_no_build_changes() throws Exception {
        Path first = copy(scripts.start("peer.sh"));
        assertTrue(first.startsWith(scripts.target.resolve("run")), first::toString);
        Files.writeString(scripts.target.resolve("gossip.jar"), "built by mvn verify\n");
        Path second = copy(scripts.start("peer.sh"));
        assertEquals("built by mvn verify", read(second));
        assertFalse(Files.exists(first), "a copy without a process is removed");
        assertEquals(second, copy(scripts.start("peer.sh")));
    }

    @Test
    void the_copy_of_a_running_node_stays() throws Exception {
        Path first = copy(scripts.start("peer.sh"));
        Process node = new ProcessBuilder("sh", "-c", "read line", first.toString()).start();
        try {
            Files.createDirectory(scripts.target.resolve("run/new")); // of a start that was killed
            Files.writeString(scripts.target.resolve("gossip.jar"), "another one\n");
            Path second = copy(scripts.start("peer.sh"));
            assertEquals("complete", read(first));
            assertFalse(Files.exists(scripts.target.resolve("run/new")));
            assertEquals("another one", read(second));
        } finally {
            node.destroyForcibly();
        }
    }

    @Test
    void without_a_copy_the_jar_itself_runs() throws Exception {
        assertEquals(0, scripts.start("run.sh").exitCode());
        CopiedScripts.Result result = scripts.shell("rm -rf \"$S\"/../target/run; touch \"$S\"/../target/run;"
                + " \"$S\"/peer.sh");
        assertEquals(scripts.target.resolve("gossip.jar"), copy(result));
        assertEquals(List.of(), result.errors());
    }
}
