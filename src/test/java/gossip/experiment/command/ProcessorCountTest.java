package gossip.experiment.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.tool.GossipTool;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that the number of processors of the machine does not change what repetitions and sweeps print and write. */
@Tag("processes")
class ProcessorCountTest {

    @TempDir
    private Path folder;

    private void sweep(int processors) throws Exception {
        String name = Integer.toString(processors);
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:ActiveProcessorCount=" + processors, "-cp", System.getProperty("java.class.path"),
                GossipTool.class.getName(), "experiment", "--peers=40", "--messages=4", "--duration=1m", "--kill=10%",
                "--repeat=2", "--sweep=loss=0,20", "--sweep=dissemination=flood,prune",
                "--csv=" + folder.resolve(name + ".csv"), "--html=" + folder.resolve(name + ".html"))
                .redirectOutput(folder.resolve(name + ".txt").toFile())
                .redirectError(folder.resolve(name + ".err").toFile()).start();
        assertEquals(0, process.waitFor(), () -> "see " + folder.resolve(name + ".err"));
    }

    @Test
    void a_sweep_with_repetitions_gives_the_same_bytes_on_one_and_on_three_processors() throws Exception {
        sweep(1);
        sweep(3);
        for (String end : new String[] {".csv", ".html", ".txt"}) {
            assertEquals(Files.readString(folder.resolve(1 + end)), Files.readString(folder.resolve(3 + end)), end);
        }
        assertEquals(8, Files.readAllLines(folder.resolve("1.csv")).stream()
                .filter(line -> line.contains(",delivery,")).count());
    }
}
