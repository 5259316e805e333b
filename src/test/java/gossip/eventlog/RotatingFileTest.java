package gossip.eventlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tests of a log file that is removed, renamed or rotated while it is written. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no keys that identify a file")
class RotatingFileTest {

    @TempDir
    private Path root;
    private final List<String> notices = new ArrayList<>();

    private Path path() {
        return root.resolve("logs").resolve("outputfile.txt");
    }

    private RotatingFile open(long maxSize) throws IOException {
        Files.createDirectories(path().getParent());
        return RotatingFile.open(path(), maxSize, (event, reason) -> notices.add(event + ": " + reason));
    }

    private RotatingFile open() throws IOException {
        return open(Long.MAX_VALUE);
    }

    private static void write(RotatingFile file, String text) throws IOException {
        file.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private String read(String name) throws IOException {
        return Files.readString(path().resolveSibling(name));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(path().getParent())) {
            return files.map(file -> file.getFileName().toString()).sorted().collect(Collectors.toList());
        }
    }

    @Test
    void a_renamed_file_is_created_again_and_no_line_is_lost() throws IOException {
        try (RotatingFile file = open()) {
            write(file, "one\n");
            Files.move(path(), path().resolveSibling("outputfile.txt.1"));
            write(file, "two\n");
        }
        assertEquals("one\n", read("outputfile.txt.1"));
        assertEquals("two\n", read("outputfile.txt"));
        assertEquals(List.of("FILE_REOPENED: the file was removed or renamed"), notices);
    }

    @Test
    void a_renamed_file_is_created_again_without_a_write() throws IOException {
        try (RotatingFile file = open()) {
            Files.move(path(), path().resolveSibling("old"));
            file.ensureCurrent(0);
        }
        assertEquals(List.of("old", "outputfile.txt"), files());
    }

    @Test
    void a_removed_folder_is_created_again() throws IOException {
        try (RotatingFile file = open()) {
            Files.delete(path());
            Files.delete(path().getParent());
            write(file, "one\n");
        }
        assertEquals("one\n", read("outputfile.txt"));
        assertEquals(List.of("FILE_REOPENED: the folder was removed"), notices);
    }

    @Test
    void a_file_that_another_program_replaced_is_appended_to() throws IOException {
        try (RotatingFile file = open()) {
            Files.move(path(), path().resolveSibling("old"));
            Files.writeString(path(), "new\n");
            write(file, "one\n");
        }
        assertEquals("new\none\n", read("outputfile.txt"));
        assertEquals(List.of("FILE_REOPENED: the file was replaced"), notices);
    }

    @Test
    void a_file_that_was_truncated_is_appended_to() throws IOException {
        try (RotatingFile file = open()) {
            write(file, "one\n");
            Files.writeString(path(), "", StandardOpenOption.TRUNCATE_EXISTING);
            write(file, "two\n");
        }
        assertEquals("two\n", read("outputfile.txt"));
        assertEquals(List.of(), notices);
    }

    @Test
    void a_write_fails_while_the_folder_cannot_be_created_and_succeeds_afterwards() throws IOException {
        try (RotatingFile file = open()) {
            Files.delete(path());
            Files.delete(path().getParent());
            Files.writeString(path().getParent(), "a file in the place of the folder");
            assertThrows(IOException.class, () -> write(file, "one\n"));
            Files.delete(path().getParent());
            write(file, "two\n");
        }
        assertEquals("two\n", read("outputfile.txt"));
    }

    @Test
    void a_full_file_is_rotated_and_three_old_ones_are_kept() throws IOException {
        try (RotatingFile file = open(8)) {
            for (int i = 0; i < 12; i++) {
                write(file, i % 10 + "23\n");
            }
        }
        assertEquals(List.of("outputfile.txt", "outputfile.txt.1", "outputfile.txt.2", "outputfile.txt.3",
                "outputfile.txt.lock"), files());
        assertEquals("023\n123\n", read("outputfile.txt"));
        assertEquals("823\n923\n", read("outputfile.txt.1"));
        assertEquals("423\n523\n", read("outputfile.txt.3"));
        assertEquals(List.of(), notices);
    }

    @Test
    void a_write_larger_than_the_limit_is_one_file() throws IOException {
        try (RotatingFile file = open(8)) {
            write(file, "a line of more than 8 bytes\n");
            write(file, "1\n");
        }
        assertEquals("a line of more than 8 bytes\n", read("outputfile.txt.1"));
        assertEquals("1\n", read("outputfile.txt"));
    }

    @Test
    void of_several_writers_one_rotates_and_no_line_is_lost() throws IOException {
        try (RotatingFile one = open(400); RotatingFile two = open(400)) {
            for (int i = 100; i < 130; i++) {
                write(one, i + "-by-one\n");
                write(two, i + "-by-two\n");
            }
        }
        String all = read("outputfile.txt.1") + read("outputfile.txt");
        assertEquals(60, all.lines().distinct().count(), all);
        assertFalse(files().contains("outputfile.txt.2"), () -> files(this));
        assertEquals(List.of(), notices);
    }

    @Test
    void a_process_without_the_lock_writes_on() throws IOException {
        try (RotatingFile file = open(8);
                FileChannel channel = FileChannel.open(path().resolveSibling("outputfile.txt.lock"),
                        StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertTrue(lock.isValid());
            write(file, "123456\n");
            write(file, "78\n");
        }
        assertEquals("123456\n78\n", read("outputfile.txt"));
    }

    @Test
    void a_link_to_the_file_stays_a_link() throws IOException {
        Path target = root.resolve("target.txt");
        Files.createDirectories(path().getParent());
        Files.createSymbolicLink(path(), target);
        try (RotatingFile file = open(8)) {
            write(file, "123456\n");
            write(file, "78\n");
        }
        assertTrue(Files.isSymbolicLink(path()));
        assertEquals("78\n", Files.readString(target));
        assertEquals("123456\n", Files.readString(root.resolve("target.txt.1")));
    }

    @Test
    void a_file_that_cannot_be_rotated_is_written_on_and_reported_once() throws IOException {
        try (RotatingFile file = open(8)) {
            Files.createDirectories(path().resolveSibling("outputfile.txt.3").resolve("not empty"));
            Files.createDirectories(path().resolveSibling("outputfile.txt.2").resolve("not empty"));
            write(file, "123456\n");
            write(file, "78\n");
            write(file, "90\n");
        }
        assertEquals("123456\n78\n90\n", read("outputfile.txt"));
        assertEquals(1, notices.size(), notices::toString);
        assertTrue(notices.getFirst().startsWith("FILE_NOT_ROTATED: "), notices::toString);
    }

    private static String files(RotatingFileTest test) {
        try {
            return test.files().toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
