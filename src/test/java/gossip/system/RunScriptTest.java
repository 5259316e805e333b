package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** run.sh finds a JDK, chooses the options for Java and passes the arguments on. */
@Tag("processes")
@DisabledOnOs(OS.WINDOWS)
class RunScriptTest {

    private static final String ONE_NODE = "-XX:+UseSerialGC -Xms8m -Xmx256m -XX:TieredStopAtLevel=1";
    private static final String MANY_NODES = "-XX:+UseG1GC -XX:G1HeapRegionSize=1m -Xms8m";

    private CopiedScripts scripts;

    @BeforeEach
    void copyScripts(@TempDir Path directory) throws IOException {
        scripts = new CopiedScripts(directory);
    }

    private void writeConfig(Path file, String setting) throws IOException {
        Files.writeString(file, "# seeds\n127.0.0.1:5000\n" + setting);
    }

    @Test
    void one_node_gets_a_small_heap() throws Exception {
        assertEquals(ONE_NODE, scripts.start("seed.sh").options());
        assertEquals(ONE_NODE, scripts.start("peer.sh", "--count", "1").options());
        assertEquals(ONE_NODE, scripts.start("peer.sh", "--count=1").options());
    }

    @Test
    void many_nodes_get_a_heap_by_their_number() throws Exception {
        assertEquals(MANY_NODES + " -Xmx1256m", scripts.start("peer.sh", "--count", "1000").options());
        assertEquals(MANY_NODES + " -Xmx265m", scripts.start("peer.sh", "--links", "3", "--count=009").options());
        scripts.replaceInScript("run.sh", "ulimit -Hn", "echo unlimited");
        assertEquals(MANY_NODES + " -Xmx31744m", scripts.start("peer.sh", "--count", "100000").options());
    }

    @Test
    void the_number_of_peers_may_be_in_the_configuration_file() throws Exception {
        writeConfig(scripts.project.resolve("config.txt"), "count=5");
        assertEquals(MANY_NODES + " -Xmx261m", scripts.start("peer.sh").options());
        assertEquals(ONE_NODE, scripts.start("peer.sh", "--count", "1").options());
        assertEquals(ONE_NODE, scripts.start("seed.sh").options());
        writeConfig(scripts.directory.resolve("config.txt"), "count = 7\n");
        assertEquals(MANY_NODES + " -Xmx263m", scripts.start("peer.sh").options());
        writeConfig(scripts.directory.resolve("other"), "links=5\n");
        assertEquals(ONE_NODE, scripts.start("peer.sh", "--config", "other").options());
        assertEquals(ONE_NODE, scripts.start("peer.sh", "--config=missing").options());
    }

    @Test
    void a_short_command_is_compiled_fast() throws Exception {
        assertEquals("-XX:+UseSerialGC -Xms8m -XX:TieredStopAtLevel=1", scripts.start("gossip.sh", "members").options());
        assertEquals("-XX:+UseSerialGC -Xms8m", scripts.start("gossip.sh", "data", "verify", "x").options());
    }

    @Test
    void an_experiment_may_use_most_of_the_memory_and_a_report_gets_the_default() throws Exception {
        Path hugePages = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
        boolean onRequest = Files.exists(hugePages) && Files.readString(hugePages).contains("[madvise]");
        assertEquals("-XX:+UseParallelGC -Xms512m -XX:MaxRAMPercentage=75"
                        + (onRequest ? " -XX:+UseTransparentHugePages" : ""),
                scripts.start("experiment.sh", "--peers", "5").options());
        assertEquals("-XX:+UseSerialGC -Xms8m", scripts.start("report.sh", "outputfile.txt").options());
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
        scripts.environment.put(variable, value);
        assertEquals(options, scripts.start("seed.sh").options());
    }

    @Test
    void one_node_returns_freed_memory_unless_the_user_decides_otherwise() throws Exception {
        Files.writeString(scripts.directory.resolve("jdk/bin/java"), "#!/bin/sh\necho \"<$MALLOC_MMAP_THRESHOLD_>\"\n");
        scripts.environment.put("MALLOC_MMAP_THRESHOLD_", "");
        assertEquals(List.of("<30000>"), scripts.start("seed.sh").out());
        assertEquals(List.of("<>"), scripts.start("peer.sh", "--count", "2").out());
        scripts.environment.put("MALLOC_MMAP_THRESHOLD_", "70000");
        assertEquals(List.of("<70000>"), scripts.start("peer.sh").out());
    }

    @Test
    void arguments_arrive_unchanged() throws Exception {
        List<String> out = scripts.start("peer.sh", "--name", "a b", "", "*", "$x & \"y\"", "-").out();
        assertEquals(List.of("gossip.PeerNode", "--name", "a b", "", "*", "$x & \"y\"", "-"),
                out.subList(out.indexOf("-cp") + 2, out.size()));
        assertTrue(out.contains("-Dgossip.home=" + scripts.project));
    }

    @Test
    void a_JDK_that_is_too_old_is_not_used() throws Exception {
        Files.writeString(scripts.directory.resolve("jdk/release"), "JAVA_VERSION=\"9-ea\"\n");
        CopiedScripts.Result result = scripts.start("seed.sh", "--version");
        assertFalse(result.out().contains("-Xmx256m"), "the old Java was started");
    }
}
