package gossip.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A read of the terminal in the background fails, and is repeated until the process is in the foreground. */
class ForegroundInputTest {

    private static ForegroundInput failing(int times, String reason) {
        return new ForegroundInput(new InputStream() {
            private final InputStream text = new ByteArrayInputStream("hello\n".getBytes(StandardCharsets.UTF_8));
            private int failures = times;

            @Override
            public int read() throws IOException {
                if (failures-- > 0) {
                    throw new IOException(reason);
                }
                return text.read();
            }
        }, Duration.ZERO);
    }

    @Test
    void input_continues_in_the_foreground() throws IOException {
        assertEquals("hello\n", new String(failing(3, "Input/output error").readAllBytes(), StandardCharsets.UTF_8));
        assertEquals('h', failing(3, "Input/output error").read());
    }

    @Test
    void another_failure_ends_the_input() {
        IOException error = assertThrows(IOException.class, () -> failing(1, "Bad file descriptor").read());
        assertEquals("Bad file descriptor", error.getMessage());
    }
}
