package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.PeerNode;
import gossip.SeedNode;
import gossip.protocol.Address;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Seeds and peers in several processes on this host, with a heartbeat of 1 s. Closing it ends all of them. */
final class ProcessNetwork implements AutoCloseable {

    /** A condition that asks nodes. A node that does not answer fails it for now. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    private static final String HOST = "127.0.0.1";

    private final Path folder;
    private final List<String> wrapper;
    private final List<Address> seeds = new ArrayList<>();
    private final Map<Address, NodeProgram> seedPrograms = new LinkedHashMap<>();
    private final List<NodeProgram> peerPrograms = new ArrayList<>();
    private final List<NodeProgram> started = new ArrayList<>();

    /** @param wrapper a program that starts each node, such as {@code nice -n 5}, or empty */
    ProcessNetwork(Path folder, int seedCount, List<String> wrapper) throws IOException {
        this.folder = folder;
        this.wrapper = wrapper;
        for (int i = 0; i < seedCount; i++) {
            try (ServerSocket free = new ServerSocket(0)) {
                seeds.add(new Address(HOST, free.getLocalPort()));
            }
        }
        for (Address seed : seeds) {
            startSeed(seed);
        }
    }

    List<Address> seeds() {
        return List.copyOf(seeds);
    }

    NodeProgram seedProgram(Address seed) {
        return seedPrograms.get(seed);
    }

    /** Returns the processes of peers that are not ended by {@link #killPeers}. */
    List<NodeProgram> peerPrograms() {
        return List.copyOf(peerPrograms);
    }

    void startSeed(Address seed) throws IOException {
        NodeProgram program = NodeProgram.start(wrapper, SeedNode.class, folder, configuration(), "--listen=" + seed);
        seedPrograms.put(seed, program);
        started.add(program);
    }

    NodeProgram startPeers(int count, int messages, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--count=" + count, "--messages=" + messages,
                "--ping-interval=1s", "--gossip-interval=1s"));
        arguments.addAll(List.of(options));
        NodeProgram program = NodeProgram.start(
                wrapper, PeerNode.class, folder, configuration(), arguments.toArray(String[]::new));
        peerPrograms.add(program);
        started.add(program);
        return program;
    }

    void killPeers(NodeProgram program) throws InterruptedException {
        peerPrograms.remove(program);
        program.kill();
    }

    private String configuration() {
        return seeds.stream().map(Address::toString).collect(Collectors.joining("\n"));
    }

    // ---- questions

    private static String ask(Address node, String line, String beginning) throws IOException {
        try (RawClient client = new RawClient(node)) {
            return String.valueOf(client.send(line + "\n").lineWith(beginning));
        }
    }

    /** Returns a value of the answer to STATUS. */
    static String status(Address node, String key) throws IOException {
        String status = ask(node, "STATUS", "STATE ");
        return status.replaceAll(".* " + key + "=(\\S*).*", "$1");
    }

    private static List<Address> members(Address seed) throws IOException {
        try (RawClient client = new RawClient(seed)) {
            String[] header = String.valueOf(client.send("MEMBERS\n").lineWith("LIST ")).split(" ");
            List<Address> members = new ArrayList<>();
            for (int i = header.length < 3 ? 0 : Integer.parseInt(header[2]); i > 0; i--) {
                members.add(Address.parse(client.line().split(" ")[1]));
            }
            return members;
        }
    }

    /** Returns the members of all seeds. A peer registers with a majority of the seeds. */
    Set<Address> members() throws IOException {
        Set<Address> members = new TreeSet<>();
        for (Address seed : seeds) {
            members.addAll(members(seed));
        }
        return members;
    }

    /** Returns whether all members have the same digest. Asks no further member once two differ. */
    boolean digestsAgree() throws IOException {
        Set<String> digests = new TreeSet<>();
        for (Address peer : members()) {
            digests.add(status(peer, "digest"));
            if (digests.size() > 1) {
                return false;
            }
        }
        return digests.size() == 1;
    }

    NodeProgram.Usage usage() throws IOException, InterruptedException {
        NodeProgram.Usage sum = new NodeProgram.Usage(0, 0, 0);
        for (NodeProgram program : peerPrograms) {
            sum = sum.plus(program.usage());
        }
        return sum;
    }

    /** Returns the CPU time of all peers in this time, in milliseconds for each second. */
    long cpuPerSecond(Duration time) throws IOException, InterruptedException {
        long before = usage().cpuMillis();
        pause(time);
        long sum = 0;
        for (NodeProgram program : peerPrograms) {
            sum += program.cpuMillis();
        }
        return (sum - before) * 1000 / time.toMillis();
    }

    /** Returns the events of the running processes since this time, for example {@code NEIGHBOR_DEAD}. */
    List<String> loggedSince(OffsetDateTime time, String event) throws IOException {
        List<String> found = new ArrayList<>();
        List<NodeProgram> running = new ArrayList<>(peerPrograms);
        running.addAll(seedPrograms.values());
        for (NodeProgram program : running) {
            program.logged(event).stream()
                    .filter(line -> OffsetDateTime.parse(line.substring(0, line.indexOf(' '))).isAfter(time))
                    .forEach(found::add);
        }
        return found;
    }

    /** Asserts that no process has printed a stack trace or an internal error. */
    void assertNoFaults() throws IOException {
        for (NodeProgram program : started) {
            assertEquals(List.of(), program.faults());
        }
    }

    // ---- time

    /** Lets real time pass, as long runs must. */
    static void pause(Duration time) throws InterruptedException {
        new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Waits until the condition holds, and returns the seconds that took. */
    static double await(String what, Duration timeout, Condition condition) throws InterruptedException {
        long begin = System.nanoTime();
        String failure = "";
        while (System.nanoTime() - begin < timeout.toNanos()) {
            try {
                if (condition.holds()) {
                    return (System.nanoTime() - begin) / 1e9;
                }
            } catch (IOException e) {
                failure = ": " + e;
            }
            pause(Duration.ofMillis(500));
        }
        assertTrue(false, what + " took longer than " + timeout + failure);
        return 0;
    }

    @Override
    public void close() {
        started.forEach(NodeProgram::close);
    }
}
