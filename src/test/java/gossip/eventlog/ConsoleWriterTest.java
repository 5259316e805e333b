package gossip.eventlog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.report.LogLine;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The test thread prints after all lines have been added, as if the console had been blocked until then. */
class ConsoleWriterTest {

    private final RecordingStream printed = new RecordingStream();
    private final ConsoleWriter console = new ConsoleWriter(new PrintStream(printed), Path.of("outputfile.txt"),
            new LogfmtEncoder(), false);

    private void print(String lines) {
        console.print(lines.getBytes(StandardCharsets.UTF_8));
    }

    private void printAll() {
        console.close();
        console.run();
    }

    @Test
    void lines_are_printed_in_order() {
        print("one\n");
        print("two\nthree\n");
        printAll();
        assertEquals(List.of("one\n", "two\nthree\n"), printed.texts());
    }

    @Test
    void a_backlog_of_exactly_the_maximum_size_is_printed_without_a_notice() {
        print("x".repeat(ConsoleWriter.MAX_BACKLOG - 2) + '\n');
        print("\n");
        printAll();
        assertEquals(2, printed.texts().size());
    }

    @Test
    void lines_beyond_the_backlog_are_skipped_and_counted() {
        String full = "x".repeat(ConsoleWriter.MAX_BACKLOG - 10) + '\n';
        print(full);
        print("these are\ntoo many\n");
        print("fits\n");
        printAll();
        assertEquals(2, printed.texts().size());
        assertEquals(full, printed.texts().getFirst());
        LogLine gap = LogLine.parse(printed.texts().getLast().stripTrailing()).orElseThrow();
        assertEquals("LOG console CONSOLE_SKIPPED", gap.role() + " " + gap.address() + " " + gap.event());
        assertEquals(Map.of("lines", "3", "file", "outputfile.txt"), gap.values());
    }

    @Test
    void lines_after_the_notice_are_printed() {
        print("x".repeat(ConsoleWriter.MAX_BACKLOG + 1) + '\n');
        printAll();
        print("again\n");
        printAll();
        assertEquals("again\n", printed.texts().getLast());
        assertEquals(2, printed.texts().size());
    }
}
