package gossip.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The parent's side of a child JVM, see {@link ChildMain}. */
final class ChildProcess implements AutoCloseable {

    /** Thrown when a contender failed. The message is shown in the table. */
    static final class FailedException extends Exception {
        private static final long serialVersionUID = 1;

        FailedException(String message) {
            super(message);
        }
    }

    /**
     * The system property that names the folder for event log, keys and certificates of all nodes. It is deleted when
     * the child is closed.
     */
    static final String FOLDER = "gossip.bench.folder";

    /** How long to wait for a reply. Longer than every time limit of the child. */
    private static final long TIMEOUT_SECONDS = 150;
    private static final String ENDED = ChildMain.FAILED + "its JVM ended";

    private final Process process;
    private final Path folder;
    private final PrintStream out;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    /** @param log the file that receives the standard error of the child */
    ChildProcess(Contender contender, Workload workload, int nodes, String heap, Path log) throws IOException {
        folder = Files.createTempDirectory(log.toAbsolutePath().getParent(), "nodes");
        contender.issueCertificates(folder);
        process = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap, "-XX:+UseG1GC", "-Djava.net.preferIPv4Stack=true", "-D" + FOLDER + "=" + folder,
                "-cp", System.getProperty("java.class.path"), ChildMain.class.getName(),
                contender.name(), workload.name(), String.valueOf(nodes)))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        out = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        Thread.ofPlatform().daemon().name("child's lines").start(this::read);
    }

    private void read() {
        try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
            in.lines().forEach(lines::add);
        } catch (IOException | RuntimeException e) {
            // The child has ended. The next line reports it.
        }
        lines.add(ENDED);
    }

    /** Waits until the network has formed and returns the seconds it took until all nodes had joined. */
    double formed() throws FailedException, InterruptedException {
        return Double.parseDouble(reply(ChildMain.FORMED));
    }

    Map<Metric, Double> run(int run) throws FailedException, InterruptedException {
        out.println(run);
        Map<Metric, Double> measured = new EnumMap<>(Metric.class);
        Arrays.stream(reply(ChildMain.DONE).split(" ")).filter(pair -> !pair.isEmpty()).forEach(pair -> {
            String[] parts = pair.split("=");
            measured.put(Metric.valueOf(parts[0]), Double.valueOf(parts[1]));
        });
        return measured;
    }

    private String reply(String expected) throws FailedException, InterruptedException {
        String line = lines.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        if (line == null) {
            throw new FailedException("no answer in " + TIMEOUT_SECONDS + " s");
        }
        if (!line.startsWith(expected)) {
            throw new FailedException(line.replaceFirst("^" + ChildMain.FAILED, ""));
        }
        return line.substring(expected.length());
    }

    /** Kills the child, and the processes that it has started. */
    @Override
    public void close() {
        List<ProcessHandle> all = process.descendants().toList();
        process.destroyForcibly().onExit().join();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(descendant -> descendant.onExit().join());
        try {
            delete(folder);
        } catch (IOException e) {
            System.err.println("cannot delete " + folder + ": " + e.getMessage());
        }
    }

    /** Deletes a folder with its files. */
    static void delete(Path folder) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.delete(path);
        }
    }
}
