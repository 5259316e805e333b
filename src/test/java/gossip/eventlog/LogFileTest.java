package gossip.eventlog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.core.AppenderBase;
import gossip.report.LogLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A disk that is full for a while. */
class LogFileTest {

    /** Takes as many bytes as there is room for. */
    private static final class Disk extends OutputStream {

        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private int room = Integer.MAX_VALUE;

        @Override
        public void write(int octet) throws IOException {
            if (room == 0) {
                throw new IOException("No space left on device");
            }
            room--;
            written.write(octet);
        }
    }

    private final Disk disk = new Disk();
    private final List<String> printed = new ArrayList<>();
    private final ConsoleWriter console = new ConsoleWriter(new AppenderBase<>() {
        {
            start();
        }

        @Override
        protected void append(byte[] lines) {
            printed.add(new String(lines, StandardCharsets.UTF_8));
        }
    }, Path.of("outputfile.txt"));
    private final LogFile file = new LogFile(disk, Path.of("outputfile.txt"), console);

    private void write(String lines) {
        file.write(lines.getBytes(StandardCharsets.UTF_8));
    }

    private List<LogLine> printed() {
        console.close();
        console.run();
        return printed.stream().map(line -> LogLine.parse(line.stripTrailing()).orElseThrow()).toList();
    }

    private List<String> written() {
        return disk.written.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void lines_are_in_the_file_as_they_came_and_nothing_is_told() {
        write("one\n");
        write("two\nthree\n");
        file.close();
        assertEquals(List.of("one", "two", "three"), written());
        assertEquals(List.of(), printed());
    }

    @Test
    void the_console_hears_once_that_the_file_fails_and_why() {
        disk.room = 0;
        write("one\n");
        write("two\n");
        List<LogLine> told = printed();
        assertEquals(1, told.size());
        assertEquals("LOG file FILE_FAILED", name(told.getFirst()));
        assertEquals(Map.of("file", "outputfile.txt", "reason", "No space left on device"), told.getFirst().values());
    }

    @Test
    void a_file_that_takes_lines_again_says_how_many_it_lacks_and_so_does_the_console() {
        disk.room = 0;
        write("one\ntwo\n");
        write("three\n");
        disk.room = Integer.MAX_VALUE;
        write("four\n");
        LogLine gap = LogLine.parse(written().get(1)).orElseThrow();
        assertEquals("LOG file FILE_SKIPPED", name(gap));
        assertEquals(Map.of("file", "outputfile.txt", "lines", "3"), gap.values());
        assertEquals(List.of("", "four"), List.of(written().getFirst(), written().getLast()));
        assertEquals(gap, printed().getLast());
    }

    @Test
    void a_line_that_the_failure_tore_is_not_continued_by_another() {
        disk.room = "one\nt".length();
        write("one\ntwo\n");
        disk.room = Integer.MAX_VALUE;
        write("three\n");
        assertEquals(List.of("one", "t"), written().subList(0, 2));
        assertEquals("three", written().getLast());
    }

    @Test
    void a_file_that_fails_again_is_told_again() {
        disk.room = 0;
        write("one\n");
        disk.room = 200;
        write("two\n");
        disk.room = 0;
        write("three\n");
        assertEquals(List.of("LOG file FILE_FAILED", "LOG file FILE_SKIPPED", "LOG file FILE_FAILED"),
                printed().stream().map(LogFileTest::name).toList());
    }

    @Test
    void what_is_missing_at_the_end_is_told_on_the_console_at_least() {
        disk.room = 0;
        write("one\ntwo\n");
        file.close();
        assertEquals("2", printed().getLast().values().get("lines"));
        assertEquals(List.of(), written());
    }

    @Test
    void what_is_missing_at_the_end_is_in_the_file_if_that_takes_it() {
        disk.room = 0;
        write("one\ntwo\n");
        disk.room = Integer.MAX_VALUE;
        file.close();
        assertEquals("2", LogLine.parse(written().getLast()).orElseThrow().values().get("lines"));
    }

    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere no device is always full")
    @Test
    void so_it_is_with_a_device_that_is_full() throws IOException {
        Path full = Path.of("/dev/full");
        try (OutputStream out = Files.newOutputStream(full)) {
            new LogFile(out, full, console).write("one\n".getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(Map.of("file", "/dev/full", "reason", "No space left on device"), printed().getFirst().values());
    }

    private static String name(LogLine line) {
        return line.role() + " " + line.address() + " " + line.event();
    }
}
