package gossip.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reason of a failed read or write names no class of Java. */
class FileErrorsTest {

    @TempDir
    Path folder;

    private static String reasonOfWriting(Path file) {
        return FileErrors.reason(file, assertThrows(IOException.class,
                () -> Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)));
    }

    @Test
    void a_missing_folder_is_named() {
        assertEquals("the folder " + folder.resolve("missing") + " does not exist",
                reasonOfWriting(folder.resolve("missing/log.txt")));
    }

    @Test
    void the_reason_of_the_system_is_kept() throws IOException {
        assertEquals("is a directory", reasonOfWriting(folder).toLowerCase());
        Path file = Files.writeString(folder.resolve("file"), "");
        assertEquals("not a directory", reasonOfWriting(file.resolve("log.txt")));
        assertEquals("no space left on device",
                FileErrors.reason(file, new FileSystemException("a", null, "No space left on device")));
    }

    @Test
    void a_file_in_another_encoding_is_named_so() throws IOException {
        Path file = Files.write(folder.resolve("file"), new byte[] {'a', (byte) 0xff});
        assertEquals("it is not UTF-8 text",
                FileErrors.reason(file, assertThrows(IOException.class, () -> Files.readAllLines(file))));
    }

    @Test
    void a_reason_exists_for_every_exception() {
        assertEquals("permission denied", FileErrors.reason(folder, new AccessDeniedException("a")));
        assertEquals("it does not exist", FileErrors.reason(folder.resolve("x"),
                assertThrows(IOException.class, () -> Files.readString(folder.resolve("x")))));
        assertEquals("IOException", FileErrors.reason(folder, new IOException()));
    }

    @Test
    void an_error_about_a_file_is_described_with_its_name() {
        assertEquals("a/b: permission denied", FileErrors.describe(new AccessDeniedException("a/b")));
        assertEquals("the disk is full", FileErrors.describe(new IOException("the disk is full")));
        assertEquals("EOFException", FileErrors.describe(new EOFException()));
    }
}
