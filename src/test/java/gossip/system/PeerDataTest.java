package gossip.system;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers with {@code --data} as real processes, which are killed and started again. */
@Tag("processes")
class PeerDataTest {

    private static final int PEERS = 3;
    /** Each kills four processes. */
    private static final int ROUNDS = 50;
    private static final int MANY_SEEDS = 3;
    private static final int MANY_PEERS = 20;
    /** Publishers of each of the many peers, and the time between two messages of one: 200 messages per second. */
    private static final int PUBLISHERS = 2;
    private static final Duration INTERVAL = Duration.ofMillis(200);
    /** Messages after the start of each publisher that are not measured, because a new process is slow. */
    private static final int WARM_UP = 500;
    private static final int MEASURED = 1000;

    @TempDir
    private Path folder;

    private DataNetwork threePeers() throws IOException, InterruptedException {
        return new DataNetwork(folder, 1, PEERS, "always", "3s");
    }

    @Test
    void after_a_kill_of_all_nodes_each_acknowledged_message_is_at_each_peer_and_delivered_once()
            throws IOException, InterruptedException {
        try (DataNetwork network = threePeers()) {
            network.publishEverywhere(300, Duration.ZERO);
            network.killAll();
            network.startAllSeedsLast();
            network.awaitEqualDigests();
            network.assertEachPeerHasAllAcknowledged();
            network.killAll();
            network.assertNothingWasDeliveredTwice();
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "gossip.long", matches = "true")
    void a_restart_of_one_peer_after_the_other_loses_nothing_and_declares_no_peer_dead()
            throws IOException, InterruptedException {
        try (DataNetwork network = threePeers()) {
            for (int i = 0; i < PEERS; i++) {
                network.publish(i);
                network.killPeer(i);
                network.publish((i + 1) % PEERS);
                network.startPeer(i);
                network.awaitEqualDigests();
            }
            network.assertEachPeerHasAllAcknowledged();
            network.killAll();
            network.assertNoPeerWasDeclaredDead();
            network.assertNothingWasDeliveredTwice();
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "gossip.long", matches = "true")
    void each_acknowledged_message_survives_200_kills() throws IOException, InterruptedException {
        long randomSeed = new Random().nextLong();
        Random random = new Random(randomSeed);
        try (DataNetwork network = threePeers()) {
            for (int round = 0; round < ROUNDS; round++) {
                network.setRun("random seed " + randomSeed + ", round " + round + ": ");
                network.publishEverywhere(1 + random.nextInt(200), Duration.ZERO);
                network.killAll();
                network.startAllSeedsLast();
                network.awaitEqualDigests();
                network.assertEachPeerHasAllAcknowledged();
            }
            network.killAll();
            network.assertNothingWasDeliveredTwice();
            print("200 kills", network);
        }
    }

    /**
     * All nodes are killed while 200 messages per second are published. The end of the processes alone loses nothing
     * that was written, so nothing is missing with {@code interval}, too.
     */
    @ParameterizedTest
    @ValueSource(strings = {"always", "interval"})
    @EnabledIfSystemProperty(named = "gossip.long", matches = "true")
    void three_seeds_and_20_peers_survive_a_kill_of_all(String fsync) throws IOException, InterruptedException {
        try (DataNetwork network = new DataNetwork(folder, MANY_SEEDS, MANY_PEERS, fsync, "13s")) {
            network.setRun(fsync + ": ");
            for (int i = 0; i < PUBLISHERS; i++) {
                network.publishEverywhere(WARM_UP, INTERVAL);
            }
            long begin = System.nanoTime();
            network.awaitAcknowledged(MEASURED);
            String rate = String.format("%.0f per second", MEASURED * 1e9 / (System.nanoTime() - begin));
            network.killAll();
            network.startAllSeedsLast();
            network.awaitEqualDigests();
            network.assertEachPeerHasAllAcknowledged();
            network.killAll();
            network.assertNothingWasDeliveredTwice();
            print(fsync + ", " + rate, network);
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "gossip.long", matches = "true")
    void a_restart_of_20_peers_one_every_5_s_loses_nothing_and_declares_no_peer_dead()
            throws IOException, InterruptedException {
        try (DataNetwork network = new DataNetwork(folder, MANY_SEEDS, MANY_PEERS, "interval", "13s")) {
            network.publishEverywhere(5 * MANY_PEERS, Duration.ofMillis(500));
            for (int i = 0; i < MANY_PEERS; i++) {
                long begin = System.nanoTime();
                network.killPeer(i);
                network.startPeer(i);
                network.publishAlways(i, Duration.ofMillis(500));
                ProcessNetwork.pause(Duration.ofSeconds(5).minusNanos(System.nanoTime() - begin));
            }
            network.stopPublishing();
            network.awaitEqualDigests();
            network.assertEachPeerHasAllAcknowledged();
            network.killAll();
            network.assertNoPeerWasDeclaredDead();
            network.assertNothingWasDeliveredTwice();
            print("rolling restart", network);
        }
    }

    private static void print(String what, DataNetwork network) {
        System.out.println(what + ": " + network.acknowledged() + " acknowledged messages, none lost, none twice");
    }
}
