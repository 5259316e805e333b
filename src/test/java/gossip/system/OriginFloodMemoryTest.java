package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.protocol.Address;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The memory of peer processes while a neighbor invents origins. Only in the profile {@code long}. */
@Isolated
@EnabledIfSystemProperty(named = "gossip.long", matches = "true")
class OriginFloodMemoryTest {

    private static final int ORIGINS = 20_000;
    /** Below the number of unknown origins that a peer accepts in a heartbeat of 1 s. */
    private static final int BATCH = 1000;
    private static final long MAX_GROWTH_KIBIBYTES = 30 * 1024;

    @TempDir
    private Path folder;
    private ProcessNetwork network;

    @AfterEach
    void end() {
        network.close();
    }

    @Test
    void twenty_thousand_invented_origins_cost_less_than_30_mebibytes_and_no_real_message() throws Exception {
        network = new ProcessNetwork(folder, 1, List.of());
        for (int i = 0; i < 3; i++) {
            network.startPeers(1, 2);
        }
        ProcessNetwork.await("the join", Duration.ofMinutes(1), () -> network.members().size() == 3);
        List<Address> peers = List.copyOf(network.members());
        awaitDelivered("before the flood", peers);
        // As many messages of one origin, so that the JVM is warm and all messages that are retained are there.
        try (RawClient neighbor = neighbor(peers.getFirst(), 1)) {
            for (int i = 0; i < ORIGINS; i++) {
                neighbor.send("GOSSIP 1 127.0.0.1:1/7/" + i + " message\n");
            }
        }
        awaitDelivered("before the origins", peers);
        List<Long> before = memory();
        try (RawClient attacker = neighbor(peers.getFirst(), 2)) {
            for (int i = 0; i < ORIGINS; i++) {
                attacker.send("GOSSIP 1 10.9." + i / 200 + "." + i % 200 + ":7000/1/0 invented\n");
                if (i % BATCH == BATCH - 1) {
                    ProcessNetwork.pause(Duration.ofSeconds(1));
                }
            }
            awaitDelivered("during the flood", peers);
        }

        List<Long> growth = new ArrayList<>();
        List<Long> after = memory();
        for (int i = 0; i < after.size(); i++) {
            growth.add(after.get(i) - before.get(i));
        }
        System.out.println("memory in KiB: before " + before + ", growth " + growth + ", origins "
                + ProcessNetwork.status(peers.getFirst(), "origins"));
        assertTrue(growth.stream().allMatch(kibibytes -> kibibytes < MAX_GROWTH_KIBIBYTES), () -> "growth " + growth);
        awaitDelivered("after the flood", peers);
        assertEquals(3, network.members().size());
        network.assertNoFaults();
    }

    private static RawClient neighbor(Address peer, int port) throws IOException {
        RawClient client = new RawClient(peer).send("HELLO 127.0.0.1:" + port + " 7\n");
        assertTrue(String.valueOf(client.line()).startsWith("HELLO "));
        return client;
    }

    private List<Long> memory() throws IOException, InterruptedException {
        List<Long> memory = new ArrayList<>();
        for (NodeProgram program : network.peerPrograms()) {
            memory.add(program.usage().rssKibibytes());
        }
        return memory;
    }

    /** Publishes this text at each peer and waits until each other peer has received it. */
    private void awaitDelivered(String text, List<Address> peers) throws IOException, InterruptedException {
        for (Address peer : peers) {
            try (RawClient client = new RawClient(peer)) {
                client.send("PUBLISH " + text + "\n").lineWith("PUBLISHED ");
            }
        }
        ProcessNetwork.await("delivery " + text, Duration.ofSeconds(30), () -> {
            for (NodeProgram program : network.peerPrograms()) {
                long received = program.logged("GOSSIP_RECEIVED").stream().filter(line -> line.contains(text)).count();
                if (received < peers.size() - 1) {
                    return false;
                }
            }
            return true;
        });
    }
}
