package gossip.system;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import gossip.protocol.Address;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A seed or a peer in a process of its own, with its own log file. Closing it ends the process. */
final class NodeProcess implements AutoCloseable {

    /** The long tests have many more processes than the machine has cores, so each takes its turn. */
    private static final long TIMEOUT_SECONDS = Boolean.getBoolean("gossip.long") ? 120 : 30;
    private static final String END_OF_OUTPUT = "";
    /** The sequence with which a terminal returns to the typed line. */
    private static final String END_OF_ROW = "\0338";

    private final Process process;
    private final Path log;
    private final BlockingQueue<String> output = new LinkedBlockingQueue<>();
    private final List<String> lines = new ArrayList<>();

    private NodeProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        Thread.ofVirtual().start(this::readOutput);
    }

    /** Starts a program of this project with its configuration file and its log in this folder. */
    static NodeProcess start(Class<?> program, Path folder, String configuration, String... options)
            throws IOException {
        return start(List.of(), program, folder, configuration, options);
    }

    /** Starts a program on a pseudo-terminal. Its exit code is that of the program. */
    static NodeProcess startOnTerminal(Class<?> program, Path folder, String configuration, String... options)
            throws IOException {
        return start(List.of("script", "-qefc"), program, folder, configuration, options);
    }

    private static NodeProcess start(List<String> wrapper, Class<?> program, Path folder, String configuration,
            String... options) throws IOException {
        Path config = Files.writeString(Files.createTempFile(folder, "config", ".txt"), configuration);
        Path log = Files.createTempFile(folder, "log", ".txt");
        List<String> command = Stream.concat(
                Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m", "-Dstdout.encoding=UTF-8",
                        "-cp", System.getProperty("java.class.path"), program.getName(),
                        "--config=" + config, "--output=" + log),
                Stream.of(options)).toList();
        List<String> wrapped = new ArrayList<>(wrapper);
        if (!wrapper.isEmpty()) {
            wrapped.addAll(List.of("exec '" + String.join("' '", command) + "'", "/dev/null"));
        }
        ProcessBuilder builder = new ProcessBuilder(wrapper.isEmpty() ? command : wrapped).redirectErrorStream(true);
        builder.environment().put("TERM", "xterm");
        builder.environment().remove("NO_COLOR");
        return new NodeProcess(builder.start(), log);
    }

    private void readOutput() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            StringBuilder line = new StringBuilder();
            for (int c = reader.read(); c >= 0; c = reader.read()) {
                line.append((char) c);
                if (c == '\n' || line.toString().endsWith(END_OF_ROW)) {
                    add(line);
                }
            }
            add(line);
        } catch (UncheckedIOException | IOException e) {
            output.add("the output cannot be read: " + e);
        }
        output.add(END_OF_OUTPUT);
    }

    private void add(StringBuilder line) {
        String text = line.toString().stripTrailing();
        line.setLength(0);
        if (!text.isEmpty()) {
            output.add(text);
        }
    }

    /** Waits for a console line that contains this text and returns the line. */
    String await(String text) throws InterruptedException {
        Optional<String> earlier = lines.stream().filter(line -> line.contains(text)).findFirst();
        if (earlier.isPresent()) {
            return earlier.get();
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (true) {
            String line = output.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (line == null || line.equals(END_OF_OUTPUT)) {
                throw new AssertionError("no line with '" + text + "' in:\n" + String.join("\n", lines));
            }
            lines.add(line);
            if (line.contains(text)) {
                return line;
            }
        }
    }

    /** Waits for an event of the node itself and returns the address of the node. */
    Address awaitStart(String event) throws InterruptedException {
        String[] hostAndPort = await(" " + event).split(" ")[2].split(":");
        return new Address(hostAndPort[0], Integer.parseInt(hostAndPort[1]));
    }

    void type(String line) throws IOException {
        process.outputWriter(StandardCharsets.UTF_8).append(line).append('\n').flush();
    }

    /** Ends the input of the process, as the end of a pipe does. */
    void endInput() throws IOException {
        process.outputWriter(StandardCharsets.UTF_8).close();
    }

    /** Sends a signal by its name, for example INT. */
    void signal(Signal signal) throws IOException, InterruptedException {
        assumeFalse(ignores(signal),
                () -> "this build was started with " + signal + " ignored, so the node ignores it");
        new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid()).inheritIO().start().waitFor();
    }

    /** Returns whether the process ignores a signal, as it does if a shell has started the build in the background. */
    private boolean ignores(Signal signal) throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return false;
        }
        try (Stream<String> properties = Files.lines(status)) {
            return properties.filter(line -> line.startsWith("SigIgn:"))
                    .mapToLong(line -> Long.parseUnsignedLong(line.substring("SigIgn:".length()).strip(), 16))
                    .anyMatch(ignored -> (ignored >> signal.number - 1 & 1) == 1);
        }
    }

    /** Returns the names of its threads, as Linux knows them. */
    List<String> threads() throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            for (Path thread : threads.toList()) {
                names.add(Files.readString(thread.resolve("comm")).strip());
            }
        }
        return names;
    }

    /** Waits for the end of the process and returns its exit code. */
    int exitCode() throws InterruptedException {
        assertTrue(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS), "the process is still running");
        return process.exitValue();
    }

    Path logFile() {
        return log;
    }

    /** Returns the lines of the log file. */
    List<String> log() throws IOException {
        return Files.readAllLines(log);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** A signal with its number on Linux and macOS. */
    enum Signal {
        HUP(1), INT(2), TERM(15);

        final int number;

        Signal(int number) {
            this.number = number;
        }
    }
}
