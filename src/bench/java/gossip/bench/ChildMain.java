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
 * The main class of the child JVM that holds one network. It forms the network, reports that, and then performs one run
 * for each line from the parent. It exits when its input ends.
 *
 * <pre>
 *   child:  @FORMED 1.234             or @FAILED reason
 *   parent: 7                         the number of the run
 *   child:  @DONE RATE=1.0E5 LOSS=0.0 or @FAILED reason
 * </pre>
 */
final class ChildMain {

    static final String FORMED = "@FORMED ";
    static final String DONE = "@DONE ";
    static final String FAILED = "@FAILED ";
    static final Duration FORMATION_TIMEOUT = Duration.ofSeconds(90);

    private final PrintStream parent;

    private ChildMain(PrintStream parent) {
        this.parent = parent;
    }

    /** Arguments: contender, workload, number of nodes. */
    public static void main(String[] args) throws IOException {
        // What libraries print goes to standard error, apart from the lines of the protocol.
        PrintStream parent = System.out;
        System.setOut(System.err);
        silenceLibraries();
        new ChildMain(parent).serve(Contender.valueOf(args[0]), Workload.valueOf(args[1]), Integer.parseInt(args[2]));
        // halt instead of exit: shutdown hooks of some libraries leave the cluster node by node, which takes minutes.
        Runtime.getRuntime().halt(0);
    }

    static void silenceLibraries() {
        if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(Level.OFF);
        }
    }

    private void serve(Contender contender, Workload workload, int nodes) throws IOException {
        NetworkUnderTest network = new NetworkUnderTest(createNetwork(contender, workload), nodes);
        try {
            long start = System.nanoTime();
            if (!network.network().form(nodes, network::received, FORMATION_TIMEOUT)) {
                send(FAILED + "never formed in " + FORMATION_TIMEOUT.toSeconds() + " s");
                return;
            }
            send(FORMED + (System.nanoTime() - start) / 1e9);
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                send(DONE + line(workload.measurement().run(network, Integer.parseInt(line))));
            }
        } catch (Exception e) {
            e.printStackTrace();
            send(FAILED + String.valueOf(e.getMessage()).lines().findFirst().orElse("failed"));
        }
    }

    private static Network createNetwork(Contender contender, Workload workload) {
        Network network = contender.createNetwork(workload);
        return workload.hasProcesses() ? new ProcessNetwork(network, contender, workload) : network;
    }

    private void send(String line) {
        parent.println(line);
        parent.flush();
    }

    private static String line(Map<Metric, Double> measured) {
        return measured.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(" "));
    }
}
