package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.PeerNode;
import gossip.SeedNode;
import gossip.protocol.Address;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Peers with {@code --data} as real processes, which are killed and started again. */
class PeerDataTest {

    private static final int PEERS = 3;
    /** Requests until a condition must hold. Each takes a connection, so they take some seconds. */
    private static final int MAX_REQUESTS = 20_000;
    /** Each kills four processes. */
    private static final int ROUNDS = 50;
    private static final Pattern RECEIVED = Pattern.compile("event=GOSSIP_RECEIVED .*\\bid=(\\S+)");

    @TempDir
    private Path folder;
    private NodeProcess seed;
    private Address seedAddress;
    private final List<NodeProcess> peers = new ArrayList<>();
    private final List<Address> addresses = new ArrayList<>();
    /** The ids of all messages that a peer reported as received, by the number of the peer. */
    private final Map<Integer, List<String>> received = new HashMap<>();
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    /** What a failure message says about the run. */
    private String run = "";

    @BeforeEach
    void startNetwork() throws IOException, InterruptedException {
        startSeed(0);
        for (int i = 0; i < PEERS; i++) {
            peers.add(startPeer(i));
            addresses.add(peers.get(i).awaitStart("PEER_STARTED"));
        }
        for (NodeProcess peer : peers) {
            peer.await("JOINED");
        }
    }

    @AfterEach
    void end() {
        seed.close();
        peers.forEach(NodeProcess::close);
    }

    private void startSeed(int port) throws IOException, InterruptedException {
        seed = NodeProcess.start(SeedNode.class, folder, "127.0.0.1:5000\n", "--listen=127.0.0.1:" + port,
                "--data=" + folder.resolve("seed"));
        seedAddress = seed.awaitStart("SEED_STARTED");
    }

    private NodeProcess startPeer(int number) throws IOException {
        return NodeProcess.start(PeerNode.class, folder, seedAddress + "\n",
                "--data=" + folder.resolve("peer" + number), "--fsync=always", "--messages=0", "--ping-interval=3s", "--name=p" + number);
    }

    private static void kill(NodeProcess node) throws InterruptedException {
        node.close();
        node.exitCode();
    }

    private void killPeer(int number) throws InterruptedException, IOException {
        kill(peers.get(number));
        List<String> ids = received.computeIfAbsent(number, key -> new ArrayList<>());
        for (String line : peers.get(number).log()) {
            Matcher matcher = RECEIVED.matcher(line);
            if (matcher.find()) {
                ids.add(matcher.group(1));
            }
        }
    }

    private static String reply(Address node, String request) throws IOException {
        try (RawClient client = new RawClient(node)) {
            return client.send(request + "\n").line();
        }
    }

    private static String digest(Address peer) throws IOException {
        return reply(peer, "STATUS").replaceAll(".* (digest=\\w+) .*", "$1");
    }

    private void awaitEqualDigests() throws IOException {
        Set<String> digests = Set.of();
        for (int i = 0; i < MAX_REQUESTS && digests.size() != 1; i++) {
            digests = new HashSet<>();
            for (Address peer : addresses) {
                digests.add(digest(peer));
            }
        }
        assertEquals(1, digests.size(), run + "different digests");
    }

    private void assertEachPeerHasAllAcknowledged() throws IOException {
        for (Address peer : addresses) {
            try (RawClient client = new RawClient(peer)) {
                for (String id : acknowledged) {
                    assertTrue(client.send("SEEN " + id + "\n").line().startsWith("STATE seen=yes"),
                            () -> run + peer + " lacks " + id);
                }
            }
        }
    }

    private void assertNothingIsDeliveredTwice() {
        received.forEach((number, ids) ->
                assertEquals(new HashSet<>(ids).size(), ids.size(), () -> run + "delivered twice at peer " + number));
    }

    /** Publishes at a peer until its process ends, and notes what the peer acknowledges. */
    private void publish(Address peer) {
        try (RawClient client = new RawClient(peer)) {
            String answer = "";
            while (answer != null) {
                answer = client.send("PUBLISH text\n").line();
                if (answer != null && answer.startsWith("PUBLISHED ")) {
                    acknowledged.add(answer.substring("PUBLISHED ".length()));
                }
            }
        } catch (IOException e) {
            // The process was killed.
            return;
        }
    }

    private void killAllWhileMessagesFlow(int messages) throws IOException, InterruptedException {
        int before = acknowledged.size();
        List<Thread> publishers = addresses.stream()
                .map(peer -> Thread.ofVirtual().start(() -> publish(peer))).toList();
        for (int i = 0; i < MAX_REQUESTS && acknowledged.size() < before + messages; i++) {
            reply(seedAddress, "STATUS");
        }
        peers.forEach(NodeProcess::close);
        for (int i = 0; i < PEERS; i++) {
            killPeer(i);
        }
        kill(seed);
        for (Thread publisher : publishers) {
            publisher.join();
        }
        assertTrue(acknowledged.size() >= before + messages, () -> run + "acknowledged: " + acknowledged.size());
    }

    private void startAllSeedLast() throws IOException, InterruptedException {
        for (int i = 0; i < PEERS; i++) {
            peers.set(i, startPeer(i));
            assertEquals(addresses.get(i), peers.get(i).awaitStart("PEER_STARTED"));
        }
        for (NodeProcess peer : peers) {
            peer.await("JOINED");
        }
        startSeed(seedAddress.port());
    }

    @Test
    void after_a_kill_of_all_nodes_each_acknowledged_message_is_at_each_peer_and_delivered_once()
            throws IOException, InterruptedException {
        killAllWhileMessagesFlow(300);
        startAllSeedLast();
        awaitEqualDigests();
        assertEachPeerHasAllAcknowledged();
        for (int i = 0; i < PEERS; i++) {
            killPeer(i);
        }
        assertNothingIsDeliveredTwice();
    }

    @Test
    @EnabledIfSystemProperty(named = "gossip.long", matches = "true")
    void each_acknowledged_message_survives_200_kills() throws IOException, InterruptedException {
        long randomSeed = new Random().nextLong();
        Random random = new Random(randomSeed);
        for (int round = 0; round < ROUNDS; round++) {
            run = "random seed " + randomSeed + ", round " + round + ": ";
            killAllWhileMessagesFlow(1 + random.nextInt(200));
            startAllSeedLast();
            awaitEqualDigests();
            assertEachPeerHasAllAcknowledged();
            assertNothingIsDeliveredTwice();
        }
    }

    @Test
    void a_restart_of_one_peer_after_the_other_loses_nothing_and_declares_no_peer_dead()
            throws IOException, InterruptedException {
        for (int i = 0; i < PEERS; i++) {
            acknowledged.add(reply(addresses.get(i), "PUBLISH before").substring("PUBLISHED ".length()));
            killPeer(i);
            acknowledged.add(reply(addresses.get((i + 1) % PEERS), "PUBLISH meanwhile").substring(
                    "PUBLISHED ".length()));
            peers.set(i, startPeer(i));
            peers.get(i).await("JOINED");
            awaitEqualDigests();
        }
        assertEachPeerHasAllAcknowledged();
        for (int i = 0; i < PEERS; i++) {
            assertEquals(List.of(),
                    peers.get(i).log().stream().filter(line -> line.contains("NEIGHBOR_DEAD")).toList());
            killPeer(i);
        }
        assertNothingIsDeliveredTwice();
    }
}
