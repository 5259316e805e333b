package gossip.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The main class of a JVM that holds one node. It joins, reports that, and obeys lines. It exits when its input ends.
 *
 * <pre>
 *   node:   @JOINED
 *   parent: COUNT run messages       node: @COUNT delivered lastAt cpuNanos rssMebibytes, and counts from 0
 *   parent: ?                        node: @COUNT delivered lastAt cpuNanos rssMebibytes
 *   parent: DELIVERED                node: @COUNT delivered
 *   parent: PUBLISH text TAB text...
 * </pre>
 */
final class NodeMain {

    static final String JOINED = "@JOINED";
    static final String COUNTED = "@COUNT ";

    private final int node;
    private final NetworkUnderTest network;
    private final PrintStream parent;

    private NodeMain(int node, NetworkUnderTest network, PrintStream parent) {
        this.node = node;
        this.network = network;
        this.parent = parent;
    }

    /** Arguments: contender, workload, number of nodes, number of this node, and what the network has prepared. */
    public static void main(String[] args) throws Exception {
        PrintStream parent = System.out;
        System.setOut(System.err);
        ChildMain.silenceLibraries();
        Network network = Contender.valueOf(args[0]).createNetwork(Workload.valueOf(args[1]));
        int node = Integer.parseInt(args[3]);
        NodeMain main = new NodeMain(node, new NetworkUnderTest(network, Integer.parseInt(args[2])), parent);
        network.join(node, args[4], main.network::received);
        main.send(JOINED);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            main.obey(line.split("[ \t]", 2));
        }
        Runtime.getRuntime().halt(0);
    }

    private void obey(String[] line) throws Exception {
        switch (line[0]) {
            case "PUBLISH" -> network.network().publish(node, List.of(line[1].split("\t")));
            case "COUNT" -> {
                String[] numbers = line[1].split(" ");
                network.startCounting(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
                sendCounts();
            }
            case "DELIVERED" -> send(COUNTED + network.counter().get().delivered());
            default -> sendCounts();
        }
    }

    private void sendCounts() throws IOException {
        DeliveryCounter counter = network.counter().get();
        send(COUNTED + counter.delivered() + " " + counter.lastAt(0) + " " + ProcessUsage.cpuNanos() + " "
                + ProcessUsage.rssMebibytes().orElse(0));
    }

    private void send(String line) {
        parent.println(line);
        parent.flush();
    }
}
