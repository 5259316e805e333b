package gossip.maelstrom;

import gossip.cli.Durations;
import gossip.peer.broadcast.Dissemination;
import gossip.tool.client.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands for Maelstrom: a node that it starts, and a check without it. */
@Command(name = "maelstrom", synopsisSubcommandLabel = "COMMAND",
        description = "Runs a peer under the broadcast workload of Maelstrom, or checks the same properties without"
                + " it.",
        subcommands = {MaelstromCommand.NodeCommand.class, MaelstromCommand.CheckCommand.class})
public final class MaelstromCommand {

    private static final int YES = 0;
    private static final int NO = 1;

    /** What both commands share. */
    abstract static class Options implements Callable<Integer> {

        @Spec
        CommandSpec spec;

        @Option(names = "--dissemination", paramLabel = "flood|prune", defaultValue = "flood",
                description = "How messages spread. flood: over every link of the topology. prune: over one tree."
                        + " Default: ${DEFAULT-VALUE}.")
        Dissemination dissemination;

        Consumer<String> log() {
            PrintWriter log = spec.commandLine().getErr();
            return log::println;
        }
    }

    @Command(name = "node", sortOptions = false, description = "Runs a node that Maelstrom starts: messages on standard"
            + " input and output, a log on standard error. Ends when the input ends.")
    static final class NodeCommand extends Options {

        @Override
        public Integer call() throws IOException, InterruptedException {
            new NodeProgram(new InputStreamReader(System.in, StandardCharsets.UTF_8),
                    new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8)), log())
                    .run(dissemination);
            return YES;
        }
    }

    @Command(name = "check", sortOptions = false,
            description = "Runs nodes and the workload in virtual time, and checks the history.",
            exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:valid",
                "1:a value is lost, was never read, or is duplicated or unexpected", "2:an option cannot be used"})
    static final class CheckCommand extends Options {

        private static final int MAX_NODES = 1000;
        private static final int MAX_RATE = 10_000;

        @Option(names = "--node-count", paramLabel = "N", defaultValue = "25",
                description = "Nodes, 1 to " + MAX_NODES + ". Default: ${DEFAULT-VALUE}.")
        private int nodes;

        @Option(names = "--topology", paramLabel = "NAME", defaultValue = "grid",
                description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
        private Topology topology;

        @Option(names = "--rate", paramLabel = "N", defaultValue = "100",
                description = "Operations per second, 1 to " + MAX_RATE + ". Default: ${DEFAULT-VALUE}.")
        private int rate;

        @Option(names = "--time-limit", paramLabel = "TIME", defaultValue = "20s",
                converter = Durations.Converter.class,
                description = "Length of the workload. Default: ${DEFAULT-VALUE}.")
        private Duration timeLimit;

        @Option(names = "--latency", paramLabel = "TIME", defaultValue = "100ms",
                converter = Durations.Converter.class,
                description = "Latency of each message between nodes. Default: ${DEFAULT-VALUE}.")
        private Duration latency;

        @Option(names = "--jitter", description = "Draws each latency uniformly from 0 to twice --latency.")
        private boolean jitter;

        @Option(names = "--loss", paramLabel = "PERCENT", defaultValue = "0",
                description = "Messages between nodes that are lost, 0 to 90. Default: ${DEFAULT-VALUE}.")
        private int loss;

        @Option(names = "--partition", paramLabel = "TIME", converter = Durations.Converter.class,
                description = "How long the halves of the nodes are partitioned, from the middle of the workload."
                        + " Default: no partition.")
        private Optional<Duration> partition = Optional.empty();

        @Option(names = "--random-seed", paramLabel = "N", defaultValue = "1",
                description = "Seed of all random numbers. Default: ${DEFAULT-VALUE}.")
        private long randomSeed;

        @Option(names = "--json", description = "Prints one JSON document.")
        private boolean json;

        @Option(names = "--verbose", description = "Prints the log of the nodes on standard error.")
        private boolean verbose;

        @Override
        public Integer call() {
            require(nodes >= 1 && nodes <= MAX_NODES, "--node-count must be 1 to " + MAX_NODES);
            require(rate >= 1 && rate <= MAX_RATE, "--rate must be 1 to " + MAX_RATE);
            require(loss >= 0 && loss <= 90, "--loss must be 0 to 90");
            CheckResult result = WorkloadSimulation.run(new WorkloadSimulation.Config(nodes, topology, rate, timeLimit,
                    latency, jitter, loss / 100.0, partition.orElse(Duration.ZERO), dissemination, randomSeed),
                    verbose ? log() : line -> { });
            print(result.figures(), spec.commandLine().getOut());
            return result.isValid() ? YES : NO;
        }

        private void print(Map<String, Object> figures, PrintWriter out) {
            if (json) {
                out.println(Json.of(figures));
            } else {
                figures.forEach((name, value) -> out.println(name + " " + Json.of(value)));
            }
        }

        private void require(boolean condition, String message) {
            if (!condition) {
                throw new ParameterException(spec.commandLine(), message);
            }
        }
    }
}
