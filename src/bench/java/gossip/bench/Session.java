package gossip.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The parent's side of a {@link Child}. */
final class Session implements AutoCloseable {

    /** What a contender could not do; the message is for the table. */
    static final class FailedException extends Exception {
        private static final long serialVersionUID = 1;

        FailedException(String message) {
            super(message);
        }
    }

    /** Longer than anything takes that ends by itself. */
    private static final long PATIENCE_SECONDS = 150;
    private static final String ENDED = Child.FAILED + "its JVM ended";

    private final Process process;
    private final PrintStream out;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    /** @param log gets what the child prints besides */
    Session(Contestant contestant, Workload workload, int nodes, String heap, Path log) throws IOException {
        process = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap, "-XX:+UseG1GC", "-Djava.net.preferIPv4Stack=true", "-cp", System.getProperty("java.class.path"),
                Child.class.getName(), contestant.name(), workload.name(), String.valueOf(nodes)))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        out = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        Thread.ofPlatform().daemon().name("child's lines").start(this::read);
    }

    private void read() {
        try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
            in.lines().forEach(lines::add);
        } catch (IOException | RuntimeException e) {
            // The child is gone, as the next line says.
        }
        lines.add(ENDED);
    }

    /** Seconds until all nodes had joined. */
    double formed() throws FailedException, InterruptedException {
        return Double.parseDouble(answer(Child.FORMED));
    }

    Map<Metric, Double> run(int run) throws FailedException, InterruptedException {
        out.println(run);
        Map<Metric, Double> measured = new EnumMap<>(Metric.class);
        Arrays.stream(answer(Child.DONE).split(" ")).filter(pair -> !pair.isEmpty()).forEach(pair -> {
            String[] parts = pair.split("=");
            measured.put(Metric.valueOf(parts[0]), Double.valueOf(parts[1]));
        });
        return measured;
    }

    private String answer(String expected) throws FailedException, InterruptedException {
        String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (line == null) {
            throw new FailedException("no answer in " + PATIENCE_SECONDS + " s");
        }
        if (!line.startsWith(expected)) {
            throw new FailedException(line.replaceFirst("^" + Child.FAILED, ""));
        }
        return line.substring(expected.length());
    }

    /** At once, as there is nothing to save; the process that we have started, and no other. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
