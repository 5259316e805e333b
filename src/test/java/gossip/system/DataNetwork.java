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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Seeds and peers with {@code --data} as real processes, which a test kills and starts again. It notes which messages
 * the peers acknowledged, and which ones they reported as received.
 */
final class DataNetwork implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(120);
    /** Queries on one connection, which a peer does not keep for long. */
    private static final int QUERIES = 100;
    /** A line that a kill has cut off has no complete id. */
    private static final Pattern RECEIVED = Pattern.compile(" GOSSIP_RECEIVED id=(\\S+) from=");

    private final Path folder;
    private final String fsync;
    private final String pingInterval;
    private final List<Address> seedAddresses = new ArrayList<>();
    private final List<NodeProcess> seeds = new ArrayList<>();
    private final List<Address> addresses = new ArrayList<>();
    private final List<NodeProcess> peers = new ArrayList<>();
    /** The ids of all messages that a peer reported as received, by the number of the peer. */
    private final List<List<String>> received = new ArrayList<>();
    private final DeclaredDeaths deaths = new DeclaredDeaths();
    private final Publishers publishers = new Publishers();
    /** What a failure message says about the run. */
    private String run = "";

    /** Starts the network and waits until all peers have joined. */
    DataNetwork(Path folder, int seedCount, int peerCount, String fsync, String pingInterval)
            throws IOException, InterruptedException {
        this.folder = folder;
        this.fsync = fsync;
        this.pingInterval = pingInterval;
        for (int i = 0; i < seedCount; i++) {
            try (ServerSocket free = new ServerSocket(0)) {
                seedAddresses.add(new Address("127.0.0.1", free.getLocalPort()));
            }
        }
        startSeeds();
        for (int i = 0; i < peerCount; i++) {
            peers.add(launchPeer(i));
            received.add(new ArrayList<>());
        }
        for (NodeProcess peer : peers) {
            addresses.add(peer.awaitStart("PEER_STARTED"));
        }
        awaitJoined();
    }

    void setRun(String text) {
        run = text;
    }

    int acknowledged() {
        return publishers.acknowledged().size();
    }

    // ---- processes

    private void startSeeds() throws IOException, InterruptedException {
        seeds.clear();
        for (Address seed : seedAddresses) {
            seeds.add(NodeProcess.start(SeedNode.class, folder, configuration(), "--listen=" + seed,
                    "--data=" + folder.resolve("seed" + seed.port()), "--fsync=" + fsync));
        }
        for (NodeProcess seed : seeds) {
            seed.awaitStart("SEED_STARTED");
        }
    }

    private NodeProcess launchPeer(int number) throws IOException {
        return NodeProcess.start(PeerNode.class, folder, configuration(), "--data=" + folder.resolve("peer" + number),
                "--fsync=" + fsync, "--messages=0", "--ping-interval=" + pingInterval, "--name=p" + number);
    }

    private String configuration() {
        return seedAddresses.stream().map(Address::toString).collect(Collectors.joining("\n", "", "\n"));
    }

    /** Starts a killed peer, which must listen at its address again, and waits until it has joined. */
    void startPeer(int number) throws IOException, InterruptedException {
        peers.set(number, launchPeer(number));
        assertEquals(addresses.get(number), peers.get(number).awaitStart("PEER_STARTED"));
        peers.get(number).await("JOINED");
    }

    private void awaitJoined() throws InterruptedException {
        for (NodeProcess peer : peers) {
            peer.await("JOINED");
        }
    }

    /** Starts all killed nodes again, the seeds when the peers have joined. */
    void startAllSeedsLast() throws IOException, InterruptedException {
        for (int i = 0; i < peers.size(); i++) {
            peers.set(i, launchPeer(i));
        }
        for (int i = 0; i < peers.size(); i++) {
            assertEquals(addresses.get(i), peers.get(i).awaitStart("PEER_STARTED"));
        }
        awaitJoined();
        startSeeds();
    }

    /** Ends a peer as kill -9 does, and reads its log. */
    void killPeer(int number) throws InterruptedException, IOException {
        peers.get(number).close();
        peers.get(number).exitCode();
        for (String line : peers.get(number).log()) {
            Matcher matcher = RECEIVED.matcher(line);
            if (matcher.find()) {
                received.get(number).add(matcher.group(1));
            }
        }
        deaths.addLogOfPeer(peers.get(number).log());
    }

    /** Ends all nodes at once, also while messages flow. */
    void killAll() throws InterruptedException, IOException {
        close();
        for (int i = 0; i < peers.size(); i++) {
            killPeer(i);
        }
        for (NodeProcess seed : seeds) {
            seed.exitCode();
            deaths.addLogOfSeed(seed.log());
        }
        stopPublishing();
    }

    // ---- messages

    /** Publishes a message at a peer and notes that it was acknowledged. */
    void publish(int number) throws IOException {
        publishers.publish(addresses.get(number));
    }

    /** Publishes at a peer until {@link #stopPublishing} or the end of its process. */
    void publishAlways(int number, Duration interval) {
        publishers.start(addresses.get(number), interval);
    }

    /** Starts a further publisher at each peer, and waits until so many further messages are acknowledged. */
    void publishEverywhere(int messages, Duration interval) throws InterruptedException {
        for (int i = 0; i < peers.size(); i++) {
            publishAlways(i, interval);
        }
        awaitAcknowledged(messages);
    }

    /** Waits until so many further messages are acknowledged. */
    void awaitAcknowledged(int messages) throws InterruptedException {
        int before = acknowledged();
        await(messages + " acknowledged messages", () -> acknowledged() >= before + messages);
    }

    /** Ends the publishers, so that no message is in flight. */
    void stopPublishing() throws InterruptedException {
        publishers.stop();
    }

    private void await(String what, ProcessNetwork.Condition condition) throws InterruptedException {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        boolean holds = false;
        while (!holds && System.nanoTime() < end) {
            try {
                holds = condition.holds();
            } catch (IOException e) {
                holds = false;
            }
            ProcessNetwork.pause(Duration.ofMillis(holds ? 0 : 20));
        }
        assertTrue(holds, run + what);
    }

    void awaitEqualDigests() throws InterruptedException {
        await("equal digests", () -> {
            Set<String> digests = new HashSet<>();
            for (Address peer : addresses) {
                digests.add(Publishers.reply(peer, "STATUS").replaceAll(".* (digest=\\w+) .*", "$1"));
            }
            return digests.size() == 1;
        });
    }

    // ---- what must hold

    void assertEachPeerHasAllAcknowledged() throws IOException {
        List<String> ids = List.copyOf(publishers.acknowledged());
        for (Address peer : addresses) {
            for (int i = 0; i < ids.size(); i += QUERIES) {
                assertHasAll(peer, ids.subList(i, Math.min(i + QUERIES, ids.size())));
            }
        }
    }

    private void assertHasAll(Address peer, List<String> ids) throws IOException {
        try (RawClient client = new RawClient(peer)) {
            client.send(ids.stream().map(id -> "SEEN " + id + "\n").collect(Collectors.joining()));
            for (String id : ids) {
                String line = client.line();
                assertTrue(String.valueOf(line).startsWith("STATE seen=yes"),
                        () -> run + peer + " answers " + line + " about " + id);
            }
        }
    }

    /** Asserts it for what the processes reported that were killed. */
    void assertNothingWasDeliveredTwice() {
        for (int i = 0; i < peers.size(); i++) {
            List<String> ids = received.get(i);
            String name = run + "peer " + i;
            assertTrue(!ids.isEmpty(), name + " reported no message");
            assertEquals(new HashSet<>(ids).size(), ids.size(), name + " reported a message twice");
        }
    }

    /** Asserts it for what the processes reported that were killed. */
    void assertNoPeerWasDeclaredDead() {
        assertEquals(List.of(), deaths.events(), run);
    }

    @Override
    public void close() {
        peers.forEach(NodeProcess::close);
        seeds.forEach(NodeProcess::close);
    }
}
