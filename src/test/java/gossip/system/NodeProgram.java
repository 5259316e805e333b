package gossip.system;

import gossip.protocol.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A process with one seed or many peers, for long runs. Its console output goes to a file. Needs {@code /proc}. */
final class NodeProgram implements AutoCloseable {

    /**
     * What a process uses.
     *
     * @param rssKibibytes resident memory after a full garbage collection
     * @param descriptors number of open file descriptors
     * @param cpuMillis user and system time since the start
     */
    record Usage(long rssKibibytes, long descriptors, long cpuMillis) {

        Usage plus(Usage other) {
            return new Usage(rssKibibytes + other.rssKibibytes, descriptors + other.descriptors,
                    cpuMillis + other.cpuMillis);
        }
    }

    private static final Path PROC = Path.of("/proc");
    private static final Path JAVA_BIN = Path.of(System.getProperty("java.home"), "bin");
    private static final String FAST_COMPILER = "-XX:TieredStopAtLevel=1";
    private static final long MILLIS_PER_TICK = 10;
    /** Positions in {@code /proc/PID/stat} after the name of the program. */
    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;

    private final Process process;
    private final Path console;
    private final Path log;

    private NodeProgram(Process process, Path console, Path log) {
        this.process = process;
        this.console = console;
        this.log = log;
    }

    /** @param wrapper a program that starts the node, such as {@code nice -n 5}, or empty */
    static NodeProgram start(List<String> wrapper, Class<?> program, Path folder, String configuration,
            String... options) throws IOException {
        return start(wrapper, System.getProperty("java.class.path"), program, folder, configuration, options);
    }

    /** @param classPath where the process finds its classes */
    static NodeProgram start(List<String> wrapper, String classPath, Class<?> program, Path folder,
            String configuration, String... options) throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(PROC.resolve("self")), "needs /proc");
        Path config = Files.writeString(Files.createTempFile(folder, "config", ".txt"), configuration);
        Path log = Files.createTempFile(folder, "log", ".txt");
        Path console = Files.createTempFile(folder, "console", ".txt");
        List<String> command = new ArrayList<>(wrapper);
        // The options of scripts/run.sh for one node. The better compiler takes more CPU than it saves in these runs.
        command.addAll(List.of(JAVA_BIN.resolve("java").toString(), "-XX:+UseSerialGC", FAST_COMPILER,
                "-Xms8m", "-Xmx256m", "-cp", classPath, program.getName(), "--config=" + config,
                "--output=" + log, "--output-max=50MB", "--console=quiet"));
        command.addAll(List.of(options));
        return new NodeProgram(new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(console.toFile()).start(), console, log);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends the process without a chance to do anything. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Lets the process stop (STOP) or continue (CONT). */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start().waitFor();
    }

    Usage usage() throws IOException, InterruptedException {
        new ProcessBuilder(JAVA_BIN.resolve("jcmd").toString(), "-J" + FAST_COMPILER,
                Long.toString(process.pid()), "GC.run").redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor(30, TimeUnit.SECONDS);
        Path folder = PROC.resolve(Long.toString(process.pid()));
        long rss = Files.readAllLines(folder.resolve("status")).stream().filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElseThrow();
        try (Stream<Path> descriptors = Files.list(folder.resolve("fd"))) {
            return new Usage(rss, descriptors.count(), cpuMillis());
        }
    }

    long cpuMillis() throws IOException {
        String stat = Files.readString(PROC.resolve(process.pid() + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME])) * MILLIS_PER_TICK;
    }

    /** Waits for the start of the node, and returns its address. */
    Address address() throws InterruptedException {
        ProcessNetwork.await("the start of the node", Duration.ofSeconds(60), () -> !logged("_STARTED").isEmpty());
        try {
            return Address.parse(logged("_STARTED").getFirst().split(" ")[2]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the lines of the log that contain an event whose name ends with this text, from the current file. */
    List<String> logged(String event) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(event + " ")).toList();
        }
    }

    /** Returns the lines of stack traces and internal errors that the process printed. */
    List<String> faults() throws IOException {
        try (Stream<String> lines = Files.lines(console, StandardCharsets.UTF_8)) {
            return lines.filter(line ->
                            line.startsWith("\tat ") || line.contains("Exception") || line.contains("Error:"))
                    .limit(20).toList();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
