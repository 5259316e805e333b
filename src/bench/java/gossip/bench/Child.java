package gossip.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/**
 * One network in a JVM of its own. It forms, says so, and then does one run for each line that comes in; when no more
 * come, because the parent is done or dead, it ends.
 *
 * <pre>
 *   child:  @FORMED 1.234             or @FAILED reason
 *   parent: 7                         the number of the run
 *   child:  @DONE RATE=1.0E5 LOSS=0.0 or @FAILED reason
 * </pre>
 */
final class Child {

    static final String FORMED = "@FORMED ";
    static final String DONE = "@DONE ";
    static final String FAILED = "@FAILED ";
    static final Duration FORMING = Duration.ofSeconds(90);

    private final PrintStream parent;

    private Child(PrintStream parent) {
        this.parent = parent;
    }

    /** Arguments: contestant, workload, nodes. */
    public static void main(String[] args) throws IOException {
        // Whatever a library prints must not come between the lines of the protocol.
        PrintStream parent = System.out;
        System.setOut(System.err);
        if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(Level.WARN);
        }
        new Child(parent).serve(Contestant.valueOf(args[0]), Workload.valueOf(args[1]), Integer.parseInt(args[2]));
        // Not exit: some say goodbye to a hundred others then, for minutes.
        Runtime.getRuntime().halt(0);
    }

    private void serve(Contestant contestant, Workload workload, int nodes) throws IOException {
        Contender contender = contestant.contender(workload);
        Stage stage = new Stage(contender, nodes);
        try {
            long began = System.nanoTime();
            if (!contender.form(nodes, stage::received, FORMING)) {
                say(FAILED + "never formed in " + FORMING.toSeconds() + " s");
                return;
            }
            say(FORMED + (System.nanoTime() - began) / 1e9);
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                say(DONE + line(workload.work().run(stage, Integer.parseInt(line))));
            }
        } catch (Exception e) {
            e.printStackTrace();
            say(FAILED + String.valueOf(e.getMessage()).lines().findFirst().orElse("failed"));
        }
    }

    private void say(String line) {
        parent.println(line);
        parent.flush();
    }

    private static String line(Map<Metric, Double> measured) {
        return measured.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(" "));
    }
}
