package gossip.eventlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.spi.ILoggingEvent;
import gossip.report.LogLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Tests with a disk that is full for a while. */
class LogFileTest {

    /** Accepts bytes up to its free space. */
    private static final class Disk extends OutputStream {

        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private int free = Integer.MAX_VALUE;

        @Override
        public void write(int b) throws IOException {
            if (free == 0) {
                throw new IOException("No space left on device");
            }
            free--;
            written.write(b);
        }
    }

    private final Disk disk = new Disk();
    private final RecordingStream printed = new RecordingStream();
    private final ConsoleWriter console = new ConsoleWriter(new PrintStream(printed), Path.of("outputfile.txt"),
            new LogfmtEncoder(), false);
    private final LogFile file = new LogFile(disk, Path.of("outputfile.txt"), new LogfmtEncoder(), console);

    private void write(String lines) {
        write(file, lines);
    }

    private static void write(LogFile file, String lines) {
        byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
        file.write(bytes, 0, bytes.length);
    }

    private List<LogLine> printed() {
        console.close();
        console.run();
        return printed.texts().stream().map(line -> LogLine.parse(line.stripTrailing()).orElseThrow()).toList();
    }

    private List<String> written() {
        return disk.written.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void lines_are_written_in_order_without_a_notice() {
        write("one\n");
        write("two\nthree\n");
        file.close();
        assertEquals(List.of("one", "two", "three"), written());
        assertEquals(List.of(), printed());
    }

    @Test
    void a_failure_and_its_reason_are_reported_once_on_the_console() {
        disk.free = 0;
        write("one\n");
        write("two\n");
        List<LogLine> notices = printed();
        assertEquals(1, notices.size());
        assertEquals("LOG file FILE_FAILED", name(notices.getFirst()));
        assertEquals(Map.of("file", "outputfile.txt", "reason", "No space left on device"),
                notices.getFirst().values());
    }

    @Test
    void after_a_failure_the_number_of_skipped_lines_is_reported_in_the_file_and_on_the_console() {
        disk.free = 0;
        write("one\ntwo\n");
        write("three\n");
        disk.free = Integer.MAX_VALUE;
        write("four\n");
        LogLine gap = LogLine.parse(written().get(1)).orElseThrow();
        assertEquals("LOG file FILE_SKIPPED", name(gap));
        assertEquals(Map.of("file", "outputfile.txt", "lines", "3"), gap.values());
        assertEquals(List.of("", "four"), List.of(written().getFirst(), written().getLast()));
        assertEquals(gap, printed().getLast());
    }

    @Test
    void a_partial_line_after_a_failure_is_not_continued_by_the_next_line() {
        disk.free = "one\nt".length();
        write("one\ntwo\n");
        disk.free = Integer.MAX_VALUE;
        write("three\n");
        assertEquals(List.of("one", "t"), written().subList(0, 2));
        assertEquals("three", written().getLast());
    }

    @Test
    void a_second_failure_is_reported_again() {
        disk.free = 0;
        write("one\n");
        disk.free = 200;
        write("two\n");
        disk.free = 0;
        write("three\n");
        assertEquals(List.of("LOG file FILE_FAILED", "LOG file FILE_SKIPPED", "LOG file FILE_FAILED"),
                printed().stream().map(LogFileTest::name).toList());
    }

    @Test
    void lines_still_missing_at_the_end_are_reported_on_the_console() {
        disk.free = 0;
        write("one\ntwo\n");
        file.close();
        assertEquals("2", printed().getLast().values().get("lines"));
        assertEquals(List.of(), written());
    }

    @Test
    void lines_still_missing_at_the_end_are_reported_in_the_file_if_it_can_be_written() {
        disk.free = 0;
        write("one\ntwo\n");
        disk.free = Integer.MAX_VALUE;
        file.close();
        assertEquals("2", LogLine.parse(written().getLast()).orElseThrow().values().get("lines"));
    }

    @Test
    @Timeout(20)
    void a_write_that_hangs_for_two_seconds_is_reported_on_the_console_once() throws InterruptedException {
        BlockableStream hung = new BlockableStream();
        hung.block();
        LogFile blocked = new LogFile(hung, Path.of("outputfile.txt"), new LogfmtEncoder(), console);
        Thread writer = Thread.ofPlatform().start(() -> write(blocked, "one\n"));
        Optional<ILoggingEvent> notice = Optional.empty();
        while (notice.isEmpty()) {
            notice = blocked.blockedNotice();
        }
        assertTrue(new String(new LogfmtEncoder().encode(notice.get()), StandardCharsets.UTF_8)
                .contains(" FILE_BLOCKED file=outputfile.txt "));
        assertEquals(Optional.empty(), blocked.blockedNotice());
        hung.unblock();
        writer.join();
        assertEquals("one\n", hung.text());
    }

    @Test
    void lines_skipped_while_the_file_hung_are_reported_before_the_next_line() {
        file.skip(5);
        write("six\n");
        LogLine gap = LogLine.parse(written().get(1)).orElseThrow();
        assertEquals("LOG file FILE_SKIPPED", name(gap));
        assertEquals("5", gap.values().get("lines"));
        assertEquals("six", written().getLast());
    }

    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has a device that is always full")
    @Test
    void a_failure_of_a_full_device_is_reported() throws IOException {
        Path full = Path.of("/dev/full");
        try (OutputStream out = Files.newOutputStream(full)) {
            write(new LogFile(out, full, new LogfmtEncoder(), console), "one\n");
        }
        assertEquals(Map.of("file", "/dev/full", "reason", "No space left on device"), printed().getFirst().values());
    }

    private static String name(LogLine line) {
        return line.role() + " " + line.address() + " " + line.event();
    }
}
