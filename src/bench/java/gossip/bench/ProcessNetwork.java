package gossip.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A network with a process for each node, which runs {@link NodeMain}. This process starts them and asks for counts. */
final class ProcessNetwork implements Network {

    /** How many processes join concurrently, after the first. More would only compete for the processors. */
    private static final int MAX_JOINING = 4;

    /** What a node has done. */
    record Counts(long delivered, long lastAt, long cpuNanos, double rssMebibytes) {}

    private record Node(BufferedReader in, PrintStream out) {

        long delivered() throws IOException {
            out.println("DELIVERED");
            return Long.parseLong(reply(NodeMain.COUNTED));
        }

        Counts ask(String question) throws IOException {
            out.println(question);
            String[] fields = reply(NodeMain.COUNTED).split(" ");
            return new Counts(Long.parseLong(fields[0]), Long.parseLong(fields[1]), Long.parseLong(fields[2]),
                    Double.parseDouble(fields[3]));
        }

        String reply(String expected) throws IOException {
            String line = in.readLine();
            if (line == null || !line.startsWith(expected)) {
                throw new IOException("a node answered " + line);
            }
            return line.substring(expected.length());
        }
    }

    private final Network network;
    private final Contender contender;
    private final Workload workload;
    private final List<Node> nodes = new ArrayList<>();

    /** @param network prepares what the nodes need */
    ProcessNetwork(Network network, Contender contender, Workload workload) {
        this.network = network;
        this.contender = contender;
        this.workload = workload;
    }

    /** Returns true when all have joined. The parent of this process watches the timeout. */
    @Override
    public boolean form(int count, DeliveryListener listener, Duration timeout) throws Exception {
        String prepared = network.prepare(count);
        for (int node = 0; node < count; node++) {
            nodes.add(start(node, count, prepared));
            if (node == 0 || node > MAX_JOINING) {
                nodes.get(node == 0 ? 0 : node - MAX_JOINING).reply(NodeMain.JOINED);
            }
        }
        for (int node = Math.max(1, count - MAX_JOINING); node < count; node++) {
            nodes.get(node).reply(NodeMain.JOINED);
        }
        return true;
    }

    private Node start(int node, int count, String prepared) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(contender.options());
        command.addAll(List.of(
                "-Djava.net.preferIPv4Stack=true",
                "-D" + ChildProcess.FOLDER + "=" + System.getProperty(ChildProcess.FOLDER),
                "-cp", System.getProperty("java.class.path"), NodeMain.class.getName(),
                contender.name(), workload.name(), String.valueOf(count), String.valueOf(node), prepared));
        command.addAll(1 + contender.options().size(), extraOptions());
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        return new Node(process.inputReader(StandardCharsets.UTF_8),
                new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8));
    }

    /** Returns the options that the user adds for the nodes, as the scripts of this program read them. */
    private static List<String> extraOptions() {
        String given = System.getenv().getOrDefault("GOSSIP_JAVA_OPTIONS", "").strip();
        return given.isEmpty() ? List.of() : List.of(given.split("\\s+"));
    }

    /** Asks all nodes. Called by one thread, while others may publish. */
    List<Counts> ask(String question) throws IOException {
        List<Counts> all = new ArrayList<>();
        for (Node node : nodes) {
            all.add(node.ask(question));
        }
        return all;
    }

    /** Returns the deliveries of all nodes so far. Costs a node little, so it can be asked often. */
    long delivered() throws IOException {
        long delivered = 0;
        for (Node node : nodes) {
            delivered += node.delivered();
        }
        return delivered;
    }

    /** The pipe to the node blocks while the node cannot accept more. */
    @Override
    public void publish(int node, List<String> payloads) {
        nodes.get(node).out().println("PUBLISH " + String.join("\t", payloads));
    }

    @Override
    public void kill(int node) {
        throw new UnsupportedOperationException("only floods are measured with processes");
    }

    @Override
    public void hang(int node) {
        throw new UnsupportedOperationException("only floods are measured with processes");
    }

    @Override
    public int unaware(int failed) {
        return 0;
    }
}
