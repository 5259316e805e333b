package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import gossip.PeerNode;
import gossip.SeedNode;
import gossip.protocol.Address;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A seed process that may open 100 files, and clients that take all of them. */
@Timeout(120)
class DescriptorLimitTest {

    private static final int DESCRIPTORS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;
    private final List<NodeProgram> programs = new ArrayList<>();

    @AfterEach
    void end() {
        programs.forEach(NodeProgram::close);
    }

    private NodeProgram start(String limit, Class<?> program, Address seed, String... options) throws Exception {
        List<String> wrapper = List.of("sh", "-c", limit + "exec \"$@\"", "sh");
        programs.add(NodeProgram.start(wrapper, jar() + File.pathSeparator + System.getProperty("java.class.path"),
                program, folder, seed.toString(), options));
        return programs.getLast();
    }

    /** Returns a jar of the program as it is installed. A class in a folder needs a descriptor when it is loaded. */
    private Path jar() throws IOException, URISyntaxException {
        Path jar = folder.resolve("gossip.jar");
        Path classes = Path.of(SeedNode.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isRegularFile(classes)) {
            return classes;
        }
        if (Files.notExists(jar)) {
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                    Stream<Path> files = Files.walk(classes)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                    Files.copy(file, out);
                }
            }
        }
        return jar;
    }

    private static String ask(Address node, String line) throws IOException {
        try (RawClient client = new RawClient(node)) {
            return String.valueOf(client.send(line + "\n").line());
        }
    }

    @Test
    void a_seed_without_a_free_descriptor_removes_no_living_peer_and_says_so_once() throws Exception {
        Address seed;
        try (ServerSocket free = new ServerSocket(0)) {
            seed = new Address("127.0.0.1", free.getLocalPort());
        }
        NodeProgram program = start("ulimit -n " + DESCRIPTORS + "; ", SeedNode.class, seed);
        start("", PeerNode.class, seed, "--count=3", "--messages=0");
        ProcessNetwork.await("the join", PATIENCE, () -> ask(seed, "MEMBERS").equals("LIST 3 3"));
        ProcessNetwork.await("the log", PATIENCE, () -> program.logged("PEER_REGISTERED").size() >= 3);
        String peer = program.logged("PEER_REGISTERED").getFirst().replaceAll(".* peer=(\\S+).*", "$1");
        List<RawClient> clients = new ArrayList<>();
        try (RawClient reporter = new RawClient(seed)) {
            for (int i = 0; i < DESCRIPTORS; i++) {
                clients.add(new RawClient(seed));
            }
            ProcessNetwork.await("a notice", PATIENCE, () -> !notices(program).isEmpty());
            // Now and then the end of a connection frees a descriptor for the probe. Then one more client takes it.
            ProcessNetwork.await("a probe without a descriptor", PATIENCE, () -> {
                String answer = String.valueOf(reporter.send("DEAD " + peer + "\n").line());
                assertFalse(answer.startsWith("REMOVED"), answer);
                clients.add(new RawClient(seed));
                return answer.startsWith("ERROR ");
            });
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
        ProcessNetwork.await("the refutation", PATIENCE, () -> ask(seed, "DEAD " + peer).startsWith("ALIVE "));
        assertEquals("LIST 3 3", ask(seed, "MEMBERS"));
        assertEquals(List.of(), program.logged("PEER_REMOVED"));
        assertEquals(1, notices(program).size());
        assertEquals(List.of(), program.faults());
    }

    private static List<String> notices(NodeProgram program) throws IOException {
        return program.logged("NOTICE").stream().filter(line -> line.contains("too many open files")).toList();
    }
}
