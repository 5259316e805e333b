package gossip.eventlog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.core.OutputStreamAppender;
import gossip.report.LogLine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Printed on the test's own thread, once all is given: a console that has taken nothing until then. */
class ConsoleWriterTest {

    private final List<String> printed = new ArrayList<>();
    private final ConsoleWriter console = new ConsoleWriter(new OutputStreamAppender<>() {
        @Override
        public void doAppend(byte[] batch) {
            printed.add(new String(batch, StandardCharsets.UTF_8));
        }
    }, Path.of("outputfile.txt"));

    private void print(String lines) {
        console.print(lines.getBytes(StandardCharsets.UTF_8));
    }

    private void printAll() {
        console.close();
        console.run();
    }

    @Test
    void lines_are_printed_in_their_order() {
        print("one\n");
        print("two\nthree\n");
        printAll();
        assertEquals(List.of("one\n", "two\nthree\n"), printed);
    }

    @Test
    void a_backlog_that_is_just_full_is_printed_without_a_word() {
        print("x".repeat(ConsoleWriter.MAX_BACKLOG - 2) + '\n');
        print("\n");
        printAll();
        assertEquals(2, printed.size());
    }

    @Test
    void what_is_more_than_the_backlog_is_left_out_and_counted() {
        String full = "x".repeat(ConsoleWriter.MAX_BACKLOG - 10) + '\n';
        print(full);
        print("these are\ntoo many\n");
        print("fits\n");
        printAll();
        assertEquals(2, printed.size());
        assertEquals(full, printed.getFirst());
        LogLine gap = LogLine.parse(printed.getLast().stripTrailing()).orElseThrow();
        assertEquals("LOG console CONSOLE_SKIPPED", gap.role() + " " + gap.address() + " " + gap.event());
        assertEquals(Map.of("lines", "3", "file", "outputfile.txt"), gap.values());
    }

    @Test
    void after_the_gap_lines_are_printed_again() {
        print("x".repeat(ConsoleWriter.MAX_BACKLOG + 1) + '\n');
        printAll();
        print("again\n");
        printAll();
        assertEquals("again\n", printed.getLast());
        assertEquals(2, printed.size());
    }
}
