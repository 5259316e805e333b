package gossip.tool.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.cli.Launcher;
import gossip.journal.DiskStorage;
import gossip.journal.JournalFolder;
import gossip.node.JournalEntry;
import gossip.protocol.Address;
import gossip.protocol.Message.Buried;
import gossip.protocol.Message.Bye;
import gossip.protocol.PeerId;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandTest {

    private static final Address PEER = new Address("10.0.0.1", 6000);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    @TempDir
    private Path folder;

    @BeforeEach
    void writeRecords() throws IOException {
        try (JournalFolder journal = JournalFolder.open(DiskStorage.open(folder), "peer")) {
            journal.append(List.of(new JournalEntry(0, new Buried(new PeerId(PEER, 7))),
                    new JournalEntry(1, Optional.of(PEER), new Bye("bell \u0007"))));
        }
    }

    private int run(String... args) {
        return Launcher.commandLine(new DataCommand())
                .setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(args);
    }

    @Test
    void show_prints_each_record_without_control_characters() {
        assertEquals(0, run("show", folder.toString()), err::toString);
        assertEquals("""
                1970-01-01T00:00:00Z - BURIED 10.0.0.1:6000 7
                1970-01-01T00:00:00.001Z 10.0.0.1:6000 BYE bell ?
                """, out.toString().replace("\r", ""));
    }

    @Test
    void show_prints_json() {
        assertEquals(0, run("show", "--json", folder.toString()), err::toString);
        assertTrue(out.toString().startsWith("{\"records\":[{\"time\":\"1970-01-01T00:00:00Z\",\"sender\":null,\"line\":\"BURIED"),
                out::toString);
    }

    @Test
    void verify_reports_valid_and_damaged_files() throws IOException {
        assertEquals(0, run("verify", folder.toString()), err::toString);
        Path file = folder.resolve("0000000001.journal");
        assertEquals("0000000001.journal: 2 records, " + Files.size(file) + " bytes, valid", out.toString().strip());

        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        assertEquals(1, run("verify", folder.toString()));
        assertTrue(out.toString().strip().endsWith("damaged, lines that cannot be used: 1"), out::toString);
    }

    @Test
    void a_folder_without_data_is_an_error() throws IOException {
        assertEquals(1, run("verify", Files.createDirectory(folder.resolve("empty")).toString()));
        assertEquals(2, run("show", folder.resolve("missing").toString()));
    }
}
