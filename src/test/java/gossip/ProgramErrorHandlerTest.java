package gossip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.eventlog.EventLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An internal error in a process of its own, because it ends the process. */
@Timeout(60)
class ProgramErrorHandlerTest {

    @TempDir
    private Path folder;

    /** A process that fails at once. */
    static final class FailingProgram {

        private FailingProgram() {}

        /** @param args the log file, and the name of the method of the error handler */
        public static void main(String[] args) throws IOException {
            ProgramErrorHandler handler = new ProgramErrorHandler(EventLog.open(Path.of(args[0])));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
            if (args[1].equals("nodeFailed")) {
                handler.nodeFailed("handling an event", new OutOfMemoryError("boom"));
            } else {
                handler.connectionFailed("handling an event", new IllegalStateException("boom"));
            }
        }
    }

    private Process run(Path log, String method) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), FailingProgram.class.getName(), log.toString(), method)
                .redirectErrorStream(true).redirectOutput(folder.resolve("out").toFile()).start();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        return process;
    }

    @Test
    void an_error_that_stops_a_node_is_logged_and_ends_the_process_with_exit_code_70() throws Exception {
        Path log = folder.resolve("log");
        assertEquals(70, run(log, "nodeFailed").exitValue());
        assertTrue(Files.readString(log).contains("java.lang.OutOfMemoryError: boom"), Files.readString(log));
    }

    @Test
    void an_exception_that_ends_a_connection_leaves_the_process_running() throws Exception {
        assertEquals(0, run(folder.resolve("log"), "connectionFailed").exitValue());
        assertTrue(Files.readString(folder.resolve("out")).contains("hook"));
    }
}
